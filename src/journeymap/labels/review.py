"""The state of a journey's review in words: with who and when, as far as that was noted."""

from __future__ import annotations

from journeymap.labels import say, say_token


def review_words(review: str, by: str, on: str | None, language: str) -> str:
    """'Draft', 'Approved by Ada on 2026-11-28'. What an earlier review of a draft left noted is not told."""
    word = say_token("review", review, language)
    if review == "draft" or not (by or on):
        return word
    if by and on:
        return say("review.by_on", language, state=word, name=by, date=on)
    return say("review.noted", language, state=word, what=by or on)
