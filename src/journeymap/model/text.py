"""Text that people write: cleaned when it comes in, and kept in as many languages as it has been written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import core_schema

MAX_LENGTH = 20_000

# Control characters but tab and newline, bidirectional overrides and isolates, surrogates, line and paragraph
# separators.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]"
)
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def clean(text: str) -> str:
    """`text` as it may be stored: composed (NFC), one kind of newline, nothing invisible that reorders or breaks
    lines.
    """
    if _UNWANTED.search(text):
        text = _UNWANTED.sub("", _NEWLINES.sub("\n", text))
    # Composed last: what was taken out may have stood between a letter and its accent.
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if len(text) > MAX_LENGTH:
        raise ValueError(f"text is longer than {MAX_LENGTH} characters")
    return text


def _clean_if_text(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


PlainText = Annotated[str, BeforeValidator(_clean_if_text)]
"""One text in no particular language: a name, a source, a unit."""


class LocalText(Mapping[str, str]):
    """A text in several languages, immutable: language tag → text, languages without text left out.

    Written languages come in the order of their tags, so that equal texts are stored as equal bytes.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, /, **by_language: str) -> None:
        given = {**(texts or {}), **by_language}
        cleaned = {}
        for language in sorted(given, key=str):
            if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
                raise ValueError(f"{language!r} is not a language tag such as 'en' or 'zh'")
            if not isinstance(given[language], str):
                raise ValueError(f"the text for {language!r} is not text")
            if text := clean(given[language]):
                cleaned[language] = text
        self._texts = cleaned

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __eq__(self, other: object) -> bool:
        # Mapping compares by copying both sides; saving and comparing projects does this for every text.
        return self._texts == (other._texts if isinstance(other, LocalText) else other)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"LocalText({self._texts!r})"

    def shown_in(self, language: str) -> str:
        """The text in `language`; where it is missing, in any other language there is; else ''."""
        if language in self._texts:
            return self._texts[language]
        return next(iter(self._texts.values()), "")

    def with_text(self, language: str, text: str) -> LocalText:
        """The same text with the part for `language` replaced, or removed where `text` is empty."""
        return LocalText({**self._texts, language: text})

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(value: Any) -> LocalText:
            if isinstance(value, LocalText):
                return value
            if isinstance(value, Mapping):
                return cls(value)
            raise ValueError('a text in languages is an object such as {"en": "…"}')

        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(lambda text: dict(text._texts))
        )


EMPTY = LocalText()
