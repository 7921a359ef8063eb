# One image for the web server, the worker and the scheduler; docker-compose.yml starts one of each.
FROM python:3.11-slim-bookworm
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /var/lib/oneipo oneipo
WORKDIR /srv/oneipo
COPY pyproject.toml uv.lock ./
COPY deploy ./deploy
RUN deploy/install
COPY . .
USER oneipo
EXPOSE 8000
CMD [".venv/bin/granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "oneipo.wsgi:application"]
