"""The outbox: pages on which people read every message, its attachments and its letter."""

import base64
import hmac

from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from stubs.notify import markdown, uploads
from stubs.notify.control import NotifyControls
from stubs.notify.messages import Message
from stubs.notify.moments import read
from stubs.notify.uploads import Upload

A_PAGE = 50


class Outbox(NotifyControls):
    """Pages for people."""

    def home(self, request: Request) -> Response:
        """List the messages, newest first, by recipient if asked for."""
        to = request.args.get("to", "")
        number = max(1, request.args.get("page", 1, type=int))
        found = self.find_messages(to)
        shown = found[(number - 1) * A_PAGE : number * A_PAGE]
        more = len(found) > number * A_PAGE
        return self.page(
            "outbox.html", heading="Outbox", messages=shown, to=to, number=number, more=more, total=len(found)
        )

    def show_message(self, request: Request, message_id: str) -> Response:
        """Show one message as its recipient gets it, with what became of it."""
        message = self._existing_for_people(message_id)
        plain = message["type"] == "sms"
        body = message["body"] if plain else Markup(markdown.to_html(message["body"]))  # noqa: S704 (escaped there)
        files = [self._file(link) for link in message["files"]]
        return self.page(
            "message.html",
            heading=message["subject"] or "Text message",
            message=message,
            body=body,
            plain=markdown.to_plain(message["body"]) if message["type"] == "email" else "",
            files=[(link, upload) for link, upload in zip(message["files"], files, strict=True) if upload],
        )

    def _existing_for_people(self, message_id: str) -> Message:
        message = self.message(message_id)
        if message is None:
            raise NotFound("There is no such message, or it is older than 7 days")
        return message

    def show_letter(self, request: Request, message_id: str) -> Response:
        """Return the PDF of a letter, ready or not."""
        message = self._existing_for_people(message_id)
        if message["type"] != "letter":
            raise NotFound("This message is not a letter")
        return Response(self.pdf_of(message), mimetype="application/pdf")

    # --- files sent by email --------------------------------------------------------------------------------------

    def _file(self, link: str) -> Upload | None:
        return self.store.get("upload", link.rsplit("/", 2)[-2])

    def _upload(self, upload_id: str, key: str) -> Upload:
        found = self.store.get("upload", upload_id)
        if found is None or not hmac.compare_digest(found["key"].encode(), key.encode()):
            raise NotFound("There is no file at this address")
        if read(found["available_until"]) <= self.clock.now():
            raise NotFound("This file is no longer available")
        return found

    def show_file(self, request: Request, upload_id: str, key: str) -> Response:
        """Offer a file that was sent by email, asking for the recipient's address first if the sender wants that."""
        upload = self._upload(upload_id, key)
        typed = request.form.get("email_address", "").strip()
        known = typed.lower() == upload["recipient"].lower()
        if known or (request.method == "GET" and not upload["confirm_email"]):
            return self.page("file.html", heading="Download your file", upload=upload, ready=True)
        words = "Enter the email address that the file was sent to"
        errors = [{"text": words, "href": "#email_address"}] if request.method == "POST" else []
        return self.page(
            "file.html", heading="Confirm your email address", upload=upload, ready=False, errors=errors, typed=typed
        )

    def download_file(self, request: Request, upload_id: str, key: str) -> Response:
        """Return a file, as an attachment."""
        upload = self._upload(upload_id, key)
        name = upload["filename"] or f"file.{upload['extension']}"
        response = Response(base64.b64decode(upload["content"]), mimetype=uploads.TYPES[upload["extension"]])
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response
