# Not run here yet: written with care, checked by tests/devtools/test_containers.py, built by nobody so far.
# The portal in production: no development engines, no compilers, not root.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements/production.txt /tmp/production.txt
RUN /opt/venv/bin/pip install --require-hashes --requirement /tmp/production.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /srv/portal --shell /usr/sbin/nologin portal
# Volumes take the owner of the folder that they cover.
RUN install --directory --owner=portal --group=portal /srv/media /srv/arriving
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/portal
COPY manage.py ./
COPY coproduction coproduction
COPY governance governance
COPY ladder ladder
COPY projects projects
COPY experts experts
COPY accounts accounts
COPY notices notices
COPY council council
COPY audit audit
COPY privacy privacy
COPY words words
COPY govuk govuk
COPY templates templates
COPY static static
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PORTAL_MODE=production \
    STATIC_ROOT=/srv/static \
    MEDIA_ROOT=/srv/media \
    BEAT_FILE=/tmp/beat-schedule
# Static files need no secret; these values serve this one command and are kept nowhere.
RUN SECRET_KEY=x APPLICATION_KEYS=MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA= \
    PORTAL_ADDRESS=https://build.invalid ALLOWED_HOSTS=build.invalid \
    DATABASE_URL=postgresql://nobody@build.invalid/none REDIS_URL=redis://build.invalid \
    DEFAULT_FROM_EMAIL=nobody@build.invalid NEUTRAL_FROM_EMAIL=nobody@build.invalid EMAIL_HOST=build.invalid \
    OPERATORS=nobody@build.invalid \
    python manage.py collectstatic --noinput
USER portal
EXPOSE 8000
CMD ["python", "-m", "coproduction.serve"]
