"""Who acts, and what they may do. Each role may do what the ones before it may."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, ParamSpec, Protocol, TypeVar, cast

from summarizer.errors import NotAllowed

Role = Literal["läsare", "skribent", "granskare", "administratör"]
ROLES: tuple[Role, ...] = ("läsare", "skribent", "granskare", "administratör")
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Actor:
    """A person with a role (None: none at all). ``signed_in``: the name comes from the sign-in, so it is theirs."""

    name: str
    role: Role | None
    signed_in: bool = False

    def may(self, role: Role) -> bool:
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(role)


# Who reaches the command line or the screen without a sign-in reaches the files too, so nothing is kept from them.
LOCAL = Actor("systemet", "administratör")


class HasActor(Protocol):
    actor: Actor


_inside: ContextVar[bool] = ContextVar("inside a permitted function", default=False)


def needs(role: Role, signed_by: str | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let a function run only when the actor of the workspace, its first argument, has the role. Raises NotAllowed.

    What a permitted function calls in its turn is permitted: an answer may need a summary to be made. ``signed_by`` is the
    argument that names the person; a signed-in person's own name stands there whatever was given.
    """

    def guard(function: Callable[P, T]) -> Callable[P, T]:
        signature = inspect.signature(function)

        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
            actor = cast(HasActor, args[0]).actor
            if not _inside.get() and not actor.may(role):
                raise NotAllowed(actor.role, role)
            given: Any = signature.bind(*args, **kwargs)
            if signed_by is not None and actor.signed_in:
                given.arguments[signed_by] = actor.name
            token = _inside.set(True)
            try:
                return function(*given.args, **given.kwargs)
            finally:
                _inside.reset(token)

        return guarded

    return guard
