"""A blank template → a proposed consultation file, for a person to correct. Nothing is decided here that the file does not say."""

from summarizer.proposal.outline import outline
from summarizer.proposal.propose import Proposal, propose, to_check
from summarizer.proposal.written import as_toml

__all__ = ["Proposal", "as_toml", "outline", "propose", "to_check"]
