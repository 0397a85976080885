"""The work of ``kinechain report batch``: one assessor a process, each case from its file to its reports."""

import datetime
import gc
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from kinechain.assess import Assessor
from kinechain.cli.documents import CLINICIAN, make_sheet
from kinechain.cli.knowledge import read_input
from kinechain.cli.output import replace_file
from kinechain.cli.processes import deaf_children, start_method
from kinechain.knowledge.case_file import read_case
from kinechain.knowledge.model import KnowledgeBase
from kinechain.report.branding import Branding
from kinechain.report.formats import drawn, report
from kinechain.terms.assessment import Assessment
from kinechain.terms.problem import InvalidCaseError, Problem


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of every case. Only values that another process can be given."""

    knowledge_base: KnowledgeBase
    language: str
    document: str
    endings: tuple[str, ...]
    branding: Branding
    folder: Path
    today: datetime.date

    def output(self, case: Path, ending: str) -> Path:
        """Where a document about a case goes."""
        kind = "" if self.document == CLINICIAN else f"-{self.document}"
        return self.folder / f"{case.stem}{kind}.{ending}"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case: files, or the problems of an invalid case, or why it failed, or no letter to write."""

    case: Path
    written: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    failure: Problem | None = None

    @property
    def told(self) -> tuple[Problem, ...]:
        """Everything to tell about the case."""
        return (*self.problems, *((self.failure,) if self.failure else ()))


def _failed(case: Path, code: str, message: str) -> Result:
    return Result(case, failure=Problem(str(case), 0, 0, code, message))


class Worker:
    """Serves one case after the other with one assessor."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.assessor = Assessor(order.knowledge_base, order.language)

    def do(self, case: Path) -> Result:
        """Assess a case and write its documents. Never raises, because other cases wait behind this one."""
        result = self._done(case)
        if not gc.get_freeze_count():
            # What the first case built (rules, evaluators, templates) stays as long as the process: searching it for
            # garbage after every few cases is in vain.
            gc.freeze()
        return result

    def _done(self, case: Path) -> Result:
        try:
            return Result(case, written=tuple(self._written(case)))
        except InvalidCaseError as error:
            return Result(case, problems=error.problems)
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            return _failed(case, "file.unwritable", f"The report cannot be written: {reason}.")
        except Exception as error:
            return _failed(case, "case.failed", f"{type(error).__name__}: {error}")

    def _written(self, case: Path) -> Iterator[Path]:
        data, name = read_input(str(case))
        vocabulary = self.order.knowledge_base.vocabulary
        assessment = self.assessor.assess(read_case(data, name, vocabulary, self.order.today))
        for ending, document in self._documents(assessment).items():
            path = self.order.output(case, ending)
            replace_file(path, document)
            yield path

    def _documents(self, assessment: Assessment) -> dict[str, bytes]:
        """Every wanted format; nothing where there is no letter to write."""
        endings, branding = self.order.endings, self.order.branding
        if self.order.document == CLINICIAN:
            return {ending: report(assessment, ending, branding) for ending in endings}
        sheet = make_sheet(assessment, self.order.document)
        return {} if sheet is None else {ending: drawn(sheet, ending, branding) for ending in endings}


_AT_WORK: list[Worker] = []
"""The worker of this process, if this process was started to be one."""


def _start(order: Order) -> None:
    # The parent alone answers Ctrl-C: it lets every worker finish its case.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A report makes many small values and no rings of them: looking for garbage less often saves time.
    gc.set_threshold(100_000, 50, 100)
    _AT_WORK[:] = [Worker(order)]


def _do(case: Path) -> Result:
    return _AT_WORK[0].do(case)


def work(order: Order, cases: Sequence[Path], jobs: int, seen: Callable[[Result], None]) -> None:
    """Do every case by ``jobs`` processes and tell ``seen`` of each, in the order in which they end.

    After KeyboardInterrupt every case that was begun is finished and told (perhaps twice) before it is raised again;
    BrokenExecutor says that a process died.
    """
    if jobs == 1:
        worker = Worker(order)
        for case in cases:
            seen(worker.do(case))
        return
    with ProcessPoolExecutor(jobs, start_method(), _start, (order,)) as pool:
        with deaf_children():
            waiting = [pool.submit(_do, case) for case in cases]
        told: set[Future[Result]] = set()
        try:
            for future in as_completed(waiting):
                seen(future.result())
                told.add(future)
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            for future in waiting:
                if future not in told and not future.cancelled():
                    seen(future.result())
            raise
