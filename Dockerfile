# Expects the folders hjul (wheels) and modeller (models) that docs/operations.md makes, for Python 3.11 on Debian. Uses no network but
# for Debian's packages.
FROM python:3.11-slim-bookworm
# The base image decides which versions Debian gives: pinned ones disappear from its mirrors with the next security fix.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends libgomp1 libreoffice-writer tesseract-ocr tesseract-ocr-swe \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/samspel
COPY . .
RUN pip install --no-cache-dir --no-index --find-links hjul -e . \
 && rm -r hjul \
 && useradd --create-home --uid 10001 samspel \
 && install -d -m 700 -o samspel /data
USER 10001
ENV SAMSPEL_MODELS=/opt/samspel/modeller SAMSPEL_WORKSPACE=/data/samrad
VOLUME /data
EXPOSE 8501
# Inside the container every address; publish it on the host's 127.0.0.1 only.
CMD ["streamlit", "run", "app.py", "--server.address", "0.0.0.0"]
