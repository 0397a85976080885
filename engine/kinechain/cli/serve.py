"""``kinechain serve``."""

from pathlib import Path

import click

from kinechain.cli.knowledge import EXIT_FAILED, EXIT_INVALID_KNOWLEDGE_BASE, fail_with, rules_option


@click.command(short_help="Start the practitioner's web app.")
@click.option("--port", type=click.IntRange(1, 65_535), help="Use this port; else the first free one from 8765.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.option(
    "--data",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep the records here; else in your user's data folder.",
)
@rules_option
@click.pass_context
def serve(ctx: click.Context, port: int | None, no_browser: bool, data: Path | None, rules_folder: Path | None) -> None:
    """Start the web app on this computer and open it in the browser; Ctrl-C ends it.

    The first start leads to a page that makes the first account. DATABASE_URL names a PostgreSQL database instead of
    the embedded one.
    """
    from kinechain.terms.problem import InvalidKnowledgeBaseError
    from kinechain.web.starting import CannotStartError, configure, listening_socket, open_records, run

    try:
        listening = listening_socket(port)
        folder = configure(data, rules_folder or ctx.find_root().obj)
        open_records()
        click.echo(f"Records: {folder.path}", err=True)
        run(listening, _announce, browser=not no_browser)
    except CannotStartError as error:
        click.echo(str(error), err=True)
        raise SystemExit(EXIT_FAILED) from error
    except InvalidKnowledgeBaseError as error:
        fail_with(error.problems, EXIT_INVALID_KNOWLEDGE_BASE, "knowledge base")
    except KeyboardInterrupt:
        pass  # Ctrl-C ends it at any moment, also before the server listens to it
    click.echo("Ended.", err=True)


def _announce(address: str) -> None:
    click.echo(f"Kinechain is at {address}\nCtrl-C ends it.")
