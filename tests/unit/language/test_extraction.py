from kinechain.language.extraction import Message, report_messages

FOUND = report_messages()


def test_texts_that_are_said_and_texts_that_are_marked_are_found() -> None:
    texts = {message.one for message in FOUND}
    assert {"Red flags", "Strong evidence", "{finding}: not assessed"} <= texts


def test_texts_that_depend_on_a_number_keep_both_forms() -> None:
    assert Message("engine/kinechain/explain/wording.py", "{number} week", "{number} weeks") in FOUND


def test_the_order_is_that_of_files() -> None:
    code = [message.place for message in FOUND if message.place.startswith("engine/")]
    assert code == sorted(code)
    assert [message for message in FOUND if not message.place.startswith(("engine/", "reports/"))] == []


def test_no_text_is_empty() -> None:
    assert all(message.one.strip() for message in FOUND)


def test_a_text_said_inside_an_f_string_is_found() -> None:
    assert "(engine default)" in {message.one for message in FOUND}
