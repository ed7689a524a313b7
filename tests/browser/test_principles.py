"""A principle on its way: drafted, discussed, put to the organisations, adopted, read by practices."""

from typing import Any

from tests.cast import Cast

PRINCIPLES = "/g/eastmere/principles/"


def _gives_word(visitor: Any, stance: str) -> None:
    visitor.choose(stance)
    visitor.choose("Its leader’s view")


def _opens_duty(visitor: Any) -> None:
    """The duty on the home: one's own organisation is asked."""
    visitor.page.get_by_role("link", name="Give the word of").click()
    visitor.page.wait_for_load_state()


def test_a_principle_from_draft_to_adopted(people: Cast, visit: Any, width: int) -> None:
    chair = visit(people["chair"], width)
    member = visit(people["core_member"], width)
    office = visit(people["secretariat"], width)

    # Given a chair who drafts one, forgetting a field first
    chair.go(f"{PRINCIPLES}add/")
    chair.fill("What it is called", "Ask once")
    chair.press("Keep this draft")
    assert "Enter the principle in one sentence" in chair.text()
    chair.see("principle-draft-error")
    chair.fill("The principle in one sentence", "A partner asks the group once and gets one answer.")
    chair.fill("What it means in the room", "Whoever is asked elsewhere sends the question here.")
    chair.press("Keep this draft")
    chair.press("Open the discussion")
    chair.see("principle-discussed")
    draft = chair.page.url

    # And a member who says something about it
    member.go(draft)
    member.page.get_by_role("textbox").fill("Say who answers in a holiday week.")
    member.press("Add what you think")
    assert "Say who answers in a holiday week." in member.text()
    member.see("principle-comment")

    # When the organisations are asked, each says its own word
    chair.go(f"{draft.partition('?')[0]}agree/")
    chair.see("principle-agree")
    chair.press("Ask the organisations")
    assert "Out for agreement" in chair.text()
    member.go("/g/eastmere/")
    _opens_duty(member)
    member.press("Give this word")
    assert "Select what the organisation says" in member.text()
    _gives_word(member, "It agrees")
    member.press("Give this word")
    member.see("principle-word")
    chair.go("/g/eastmere/")
    _opens_duty(chair)
    _gives_word(chair, "It agrees")
    chair.press("Give this word")
    sign_off = chair.page.url.partition("?")[0]

    # And the secretariat records those for which nobody sits
    for _ in range(2):
        office.go(sign_off)
        office.page.get_by_role("link", name="Record its word").first.click()
        office.fill("Who gave you its word", "The practice manager")
        _gives_word(office, "It agrees")
        office.press("Record this word")
    office.see("principle-recorded")

    # Then it is adopted, and practices read it
    chair.go(f"{sign_off}close/")
    chair.see("principle-close")
    chair.press("Adopt it")
    reader = visit(people["practice_reader"], width)
    reader.go(PRINCIPLES)
    assert "We stand by one principle" in reader.text()
    assert "by 4 of 4 organisations" in reader.text()
    reader.see("principles-adopted")
