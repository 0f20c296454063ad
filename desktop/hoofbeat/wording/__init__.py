"""The words for people: sentences, dates, amounts and their translations. Standard library and domain only; no Qt."""
