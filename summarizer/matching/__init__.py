"""Sorting a read file into the consultation's sections and questions."""

from summarizer.matching.match import match
from summarizer.matching.sender import organisation_key, respondent_type

__all__ = ["match", "organisation_key", "respondent_type"]
