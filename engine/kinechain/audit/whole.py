"""The whole audit as a list of steps, each run when it is called, so that a progress bar can count them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.resources.abc import Traversable

from kinechain.assess import Assessor
from kinechain.audit.all_cases import Claim, ClingoMissingError, Prover, claims
from kinechain.audit.logic import FORM_CHECKS, LogicCheck, reach_checks
from kinechain.audit.mutants import MutationResult, mutate
from kinechain.audit.places import Places
from kinechain.audit.rule_cases import failures, read_rule_cases
from kinechain.audit.stories import Story, read_stories, run_story
from kinechain.knowledge.loader import load
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.assessment import KnowledgeBaseStamp
from kinechain.terms.problem import InvalidKnowledgeBaseError, Problem

PASS, PROBLEM, NOTE, NOT_RUN = "pass", "problem", "information", "not run"


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step found. ``found`` are problems, or information where ``result`` says so."""

    group: str
    name: str
    title: str
    result: str
    found: tuple[Problem, ...] = ()
    count: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the audit, still to be run."""

    name: str
    run: Callable[[], StepResult]


@dataclass(frozen=True, slots=True)
class Audit:
    """The steps of one knowledge base; ``stamp`` is None when it cannot be read."""

    stamp: KnowledgeBaseStamp | None
    steps: tuple[Step, ...]


def audit(folder: Traversable, *, proofs: bool = True) -> Audit:
    """Everything that can be checked without a clinician. ``proofs`` False leaves out what takes long: stories by
    both evaluators, and the proofs over all cases.
    """
    try:
        if not folder.is_dir():
            hint = "Give the folder that holds manifest.yaml."
            raise InvalidKnowledgeBaseError(
                [Problem(str(folder), 0, 0, "folder.missing", "There is no such folder.", hint)]
            )
        knowledge_base = load(folder)
    except InvalidKnowledgeBaseError as error:
        broken = _result("check", "files", "Every file can be read", error.problems)
        return Audit(None, (Step("check", lambda: broken),))
    return Audit(knowledge_base.stamp, tuple(_Steps(knowledge_base, folder).all(proofs=proofs)))


def _result(
    group: str, name: str, title: str, found: Iterable[Problem], *, information: bool = False, count: str = ""
) -> StepResult:
    problems = tuple(sorted(found))
    bad = NOTE if information else PROBLEM
    return StepResult(group, name, title, bad if problems else PASS, problems, count)


class _Steps:
    """Makes the steps of one readable knowledge base."""

    def __init__(self, knowledge_base: KnowledgeBase, folder: Traversable) -> None:
        self.knowledge_base, self.folder = knowledge_base, folder
        self.places = Places(folder)
        self.cases = read_rule_cases(knowledge_base, folder)
        self.stories = tuple(read_stories(folder, knowledge_base.vocabulary))

    def all(self, *, proofs: bool) -> Iterator[Step]:
        """Quick steps first."""
        yield Step("check", self._check)
        yield Step("cases", self._cases)
        yield Step("mutants", self._mutants)
        for check in (*FORM_CHECKS, *reach_checks(self.knowledge_base)):
            yield Step(check.name, partial(self._logic, check))
        if proofs:
            yield Step("stories", self._stories)
            yield from self._proofs()

    def _logic(self, check: LogicCheck) -> StepResult:
        try:
            found = check.run(self.knowledge_base, self.places)
            return _result("logic", check.name, check.title, found, information=check.information)
        except ClingoMissingError as error:
            return _not_run("logic", check.name, check.title, error)

    def _check(self) -> StepResult:
        found = [*self.cases.problems, *(problem for story in self.stories for problem in story.problems)]
        count = f"{len(self.knowledge_base.written_rules)} rules"
        return _result("check", "files", "Every file can be read", found, count=count)

    def _cases(self) -> StepResult:
        found = failures(self.knowledge_base, self.cases)
        return _result("cases", "cases", "Every rule does what its cases say", found, count=f"{self.cases.count} cases")

    def _mutants(self) -> StepResult:
        results = [mutate(rule, self.cases) for rule in self.knowledge_base.written_rules]
        count = f"{sum(result.made for result in results)} mutants"
        found = survivors(results, self.places)
        return _result("mutants", "mutants", "Some case notices every small error", found, count=count)

    def _stories(self) -> StepResult:
        found = run_stories(self.knowledge_base, self.stories)
        title = "Whole patients get what their stories say"
        return _result("stories", "stories", title, found, count=f"{len(self.stories)} stories")

    def _proofs(self) -> Iterator[Step]:
        prover: list[Prover] = []

        def prove(claim: Claim) -> StepResult:
            title = f"Never: {claim.title[:1].lower()}{claim.title[1:]}"
            try:
                if not prover:
                    prover.append(Prover(self.knowledge_base))
                witness = prover[0].verdict(claim).witness
            except ClingoMissingError as error:
                return _not_run("proofs", claim.name, title, error)
            found = [Problem("every possible case", 0, 0, "proof.broken", _broken(claim, witness))] if witness else []
            return _result("proofs", claim.name, title, found)

        for claim in claims(self.knowledge_base):
            yield Step(claim.name, partial(prove, claim))


def _broken(claim: Claim, witness: tuple[str, ...]) -> str:
    return f"{claim.title}. A case that shows it: {'; '.join(witness)}."


def _not_run(group: str, name: str, title: str, error: ClingoMissingError) -> StepResult:
    return StepResult(group, name, title, NOT_RUN, (Problem("clingo", 0, 0, "audit.not-run", str(error)),))


def survivors(results: Iterable[MutationResult], places: Places) -> Iterator[Problem]:
    """Mutants that no case noticed, at the line that was changed."""
    for result in results:
        for mutant in result.survivors:
            message = f"No case notices: {mutant.place}: {mutant.change}."
            hint = "Write a case that this condition decides."
            yield places.problem(result.rule, mutant.place, "mutants.survives", message, hint)


def run_stories(knowledge_base: KnowledgeBase, stories: Iterable[Story]) -> list[Problem]:
    """What the readable stories did not get."""
    assessor = Assessor(knowledge_base)
    return [problem for story in stories if not story.problems for problem in run_story(story, assessor)[1]]
