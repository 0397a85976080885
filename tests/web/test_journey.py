"""From a client to a signed report and its amendment, through the pages."""

from kinechain.store.models import Client, Decision, SignedReport, Visit
from kinechain.terms.finding import FindingKey
from kinechain.terms.side import Side
from support.web import Practice, sign


def test_from_a_new_client_to_an_amended_report(petra: Practice) -> None:
    browser = petra.browser
    browser.post("/clients/new/", {"pseudonym": "K 9", "birth_year": "1970", "sex": "male"})
    client = Client.objects.get(pseudonym="K 9")
    browser.post(f"/clients/{client.pk}/visits/", {"date": "2026-03-02"})
    visit = Visit.objects.get(client=client)
    assert visit.age == 56
    page = browser.get(f"/visits/{visit.pk}/")
    assert page.status_code == 200
    sent = {"finding": "hip-pain", "side": "left", "version": 0, "state": "positive"}
    assert browser.post(f"/visits/{visit.pk}/entry/", sent).status_code == 200
    assert browser.post(f"/visits/{visit.pk}/save/").status_code == 302
    assert Decision.objects.filter(visit=visit, purpose="save").count() == 1
    assert sign(browser, visit) == 302
    report = SignedReport.objects.get(visit=visit)
    assert browser.get(f"/reports/{report.pk}/").status_code == 200
    assert browser.get(f"/reports/{report.pk}/clinician.pdf").content.startswith(b"%PDF")
    assert browser.post(f"/visits/{visit.pk}/amend/", {"reason": "the other side was meant"}).status_code == 302
    sign(browser, visit)
    second = SignedReport.objects.get(visit=visit, number=2)
    assert (second.previous, second.reason) == (report, "the other side was meant")


def test_every_page_can_be_opened(petra: Practice) -> None:
    pages = ["/clients/", "/clients/new/", "/clients/import/", f"/clients/{petra.client.pk}/", "/password/"]
    pages += [f"/clients/{petra.client.pk}/{name}/" for name in ("edit", "erase", "export")]
    pages += [f"/visits/{petra.visit.pk}/{name}" for name in ("", "conclusions/", "sign/", "case/")]
    assert {page: petra.browser.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_the_undo_of_a_clear_gives_the_finding_back(petra: Practice) -> None:
    key = FindingKey("hip-pain", Side.LEFT)
    petra.send("entry", key, 0, state="positive")
    petra.send("entry", key, 1, state="not-assessed")
    petra.send("undo", key, 2)
    entry = petra.visit.entries.get()
    assert (entry.state, entry.version) == ("positive", 3)
