"""What the office's work needs at its own times."""

from celery import shared_task

from casework.following import follow_everything
from casework.sampling import draw_samples
from casework.suspending import resume_due
from core.clock import now


@shared_task(name="casework.follow_everything", ignore_result=True)
def look_at_everything() -> None:
    """Brings every case in line with its matter, so that none is forgotten whatever was lost."""
    follow_everything(at=now())
    resume_due(at=now())


@shared_task(name="casework.draw_samples", ignore_result=True)
def draw_quality_samples() -> None:
    """Draws the quality sample of the day before."""
    draw_samples(at=now())
