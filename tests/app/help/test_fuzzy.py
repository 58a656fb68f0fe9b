from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.app.help.fuzzy import score

words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(words, min_size=1, max_size=5), st.data())
def test_a_text_answers_to_its_words_in_any_order_and_to_letters_of_them(found, data):
    text = " ".join(found)
    assert score(" ".join(data.draw(st.permutations(found))), text) is not None
    word = data.draw(st.sampled_from(found)).casefold()
    kept = data.draw(st.lists(st.booleans(), min_size=len(word), max_size=len(word)))
    letters = "".join(letter for letter, keep in zip(word, kept, strict=True) if keep)
    assert score(letters, text) is not None


@given(words, words)
def test_a_letter_that_is_not_there_answers_nothing(query, text):
    folded = text.casefold()
    if any(letter not in folded for letter in query.casefold()):
        assert score(query, text) is None


def test_the_better_answers_come_first():
    texts = ["Tidy", "Untidy", "Train the wide layer", "Tidy everything up"]
    rated = {text: score("tid", text) for text in texts}
    assert rated["Tidy"] > rated["Tidy everything up"] > rated["Untidy"]
    assert rated["Untidy"] > rated["Train the wide layer"]


@pytest.mark.parametrize("query", ["", "   "])
def test_no_words_find_everything(query):
    assert score(query, "Save") is not None
