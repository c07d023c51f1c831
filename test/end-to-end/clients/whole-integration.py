"""A caller's whole integration, by the client that is generated from the document.

Arguments: the service's address, a key with the scope `admin`, a port of this machine for events, the
archive to begin with, and a folder for what comes out.
"""

import json
import sys
from datetime import date, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread

from standardwebhooks import Webhook

from goalkeeper_client import AuthenticatedClient
from goalkeeper_client.api.events import create_webhook, get_signing_secret
from goalkeeper_client.api.files import get_archive, get_diff, get_file, put_workspace
from goalkeeper_client.api.goals import set_goal
from goalkeeper_client.api.keys import create_key
from goalkeeper_client.api.record import get_report, list_items
from goalkeeper_client.api.threads import archive_thread, create_thread, get_thread, get_usage
from goalkeeper_client.models.archive_thread_purge import ArchiveThreadPurge
from goalkeeper_client.models.check_input import CheckInput
from goalkeeper_client.models.create_key_body import CreateKeyBody
from goalkeeper_client.models.create_key_body_scopes_item import CreateKeyBodyScopesItem
from goalkeeper_client.models.create_thread_body import CreateThreadBody
from goalkeeper_client.models.create_webhook_body import CreateWebhookBody
from goalkeeper_client.models.create_webhook_body_events_item import CreateWebhookBodyEventsItem
from goalkeeper_client.models.created_webhook import CreatedWebhook
from goalkeeper_client.models.event_item import EventItem
from goalkeeper_client.models.goal_changed_body import GoalChangedBody
from goalkeeper_client.models.goal_event_payload import GoalEventPayload
from goalkeeper_client.models.item_page import ItemPage
from goalkeeper_client.models.key_with_secret import KeyWithSecret
from goalkeeper_client.models.live_goal import LiveGoal
from goalkeeper_client.models.live_thread import LiveThread
from goalkeeper_client.models.placed_workspace import PlacedWorkspace
from goalkeeper_client.models.problem import Problem
from goalkeeper_client.models.report import Report
from goalkeeper_client.models.set_goal_input import SetGoalInput
from goalkeeper_client.models.set_goal_input_verification import SetGoalInputVerification
from goalkeeper_client.models.signing_secret import SigningSecret
from goalkeeper_client.models.usage_of_tenant import UsageOfTenant
from goalkeeper_client.types import File

url, admin_key, port, archive, out = sys.argv[1:6]
received: Queue[tuple[str, dict[str, str], bytes]] = Queue()


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        received.put((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


receiver = ThreadingHTTPServer(("127.0.0.1", int(port)), Receiver)
Thread(target=receiver.serve_forever, daemon=True).start()
here = f"http://127.0.0.1:{port}"

admin = AuthenticatedClient(base_url=url, token=admin_key)
key = create_key.sync(client=admin, body=CreateKeyBody(name="python", scopes=[CreateKeyBodyScopesItem.WRITE]))
assert isinstance(key, KeyWithSecret)
client = AuthenticatedClient(base_url=url, token=key.secret)

thread = create_thread.sync(client=client, body=CreateThreadBody(title="By a client in Python"))
assert isinstance(thread, LiveThread)
thread_id = thread.thread_id
with open(archive, "rb") as tar:
    placed = put_workspace.sync(thread_id, client=client, body=File(payload=tar))
assert isinstance(placed, PlacedWorkspace)

completed = CreateWebhookBodyEventsItem.GOAL_COMPLETED
webhook = create_webhook.sync(client=client, body=CreateWebhookBody(url=f"{here}/webhook", events=[completed]))
assert isinstance(webhook, CreatedWebhook)
signing = get_signing_secret.sync(client=client)
assert isinstance(signing, SigningSecret)
secrets = {"/webhook": webhook.secret, "/callback": signing.secret}

goal = set_goal.sync(
    thread_id,
    client=client,
    body=SetGoalInput(
        objective="Make the notes ready.",
        verification=SetGoalInputVerification(
            checks=[CheckInput(name="ready", command="grep -q ready notes/a.txt")],
        ),
        callback_url=f"{here}/callback",
    ),
)
assert isinstance(goal, LiveGoal)

verified: dict[str, GoalEventPayload] = {}
while verified.keys() != secrets.keys():
    path, headers, body = received.get()
    Webhook(secrets[path]).verify(body, headers)
    event = GoalEventPayload.from_dict(json.loads(body))
    if event.type_.value == "goal.completed":
        verified[path] = event

diff = get_diff.sync(thread_id, client=client)
assert isinstance(diff, str)
Path(out, "work.patch").write_bytes(get_diff.sync_detailed(thread_id, client=client).content)
whole = get_archive.sync(thread_id, client=client)
assert isinstance(whole, File)
Path(out, "work.tar.gz").write_bytes(whole.payload.read())
note = get_file.sync(thread_id, "notes/a.txt", client=client)
assert isinstance(note, File)

report = get_report.sync(thread_id, client=client)
assert isinstance(report, Report)
items = list_items.sync(thread_id, client=client, limit=200)
assert isinstance(items, ItemPage)
changes = [
    item.body.change
    for item in items.items
    if isinstance(item, EventItem) and isinstance(item.body, GoalChangedBody)
]
today: date = datetime.now(timezone.utc).date()
usage = get_usage.sync(client=client, from_=today, to=today + timedelta(days=1))
assert isinstance(usage, UsageOfTenant)

gone = archive_thread.sync_detailed(thread_id, client=client, purge=ArchiveThreadPurge.TRUE)
missing = get_thread.sync(thread_id, client=client)
assert isinstance(missing, Problem)
receiver.shutdown()
print(
    json.dumps(
        {
            "files": placed.files,
            "statuses": [each.data.status.value for each in verified.values()],
            "sameGoal": all(each.data.goal_id == goal.goal_id for each in verified.values()),
            "report": report.goal.status.value,
            "checks": [check.name for check in report.checks],
            "changes": changes,
            "note": note.payload.read().decode(),
            "modelCalls": usage.total.model_calls > 0,
            "purged": gone.status_code,
            "missing": missing.code.value,
        }
    )
)
