# The portal: one image for the web server, the worker and beat. See docs/operations.md.
FROM python:3.13-slim-trixie

# What WeasyPrint loads to set documents.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/portal

COPY requirements/base.txt requirements/base.txt
RUN pip install --disable-pip-version-check --require-hashes -r requirements/base.txt

COPY . .

# The portal writes to /srv/var alone: uploads.
ENV GPL_VAR=/srv/var STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --no-create-home portal \
    && mkdir -p /srv/var/uploads \
    && chown -R portal /srv/var \
    && DATABASE_URL=postgresql://unused SECRET_KEY=unused python manage.py collectstatic --noinput

USER portal
EXPOSE 8000
CMD ["gunicorn", "gpleadership.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--worker-tmp-dir=/dev/shm"]
