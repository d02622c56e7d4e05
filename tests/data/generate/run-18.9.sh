#!/bin/sh
# Starts the AI Gateway's container.
# Written by duo-doctor for Production, GitLab 18.9.1.
#
# Save it on the gateway's host and run it there: sudo sh run-gateway.sh
# An older container has to go first: sudo docker stop gitlab-aigw; sudo docker rm gitlab-aigw
#
# Clients use https://aigw.example.com, so a proxy has to lead from there to port 5052 (duo-doctor generate nginx).
# GitLab uses aigw.example.com:50052 with TLS, so a proxy has to lead from there to port 50053 (duo-doctor generate nginx-grpc).
set -eu
cd "$(dirname "$0")"

# The keys that sign tokens lie in files of their own. Make them once, keep them, show them to nobody:
#   (umask 077 && for f in aigw_signing.key aigw_validation.key duo_workflow_jwt.key duo_workflow_validation.key; do
#     test -e "$f" || openssl genrsa -out "$f" 2048; done)
# They go through the environment and not through arguments, which every user of the host can see.
AIGW_SELF_SIGNED_JWT__SIGNING_KEY="$(cat aigw_signing.key)"
export AIGW_SELF_SIGNED_JWT__SIGNING_KEY
AIGW_SELF_SIGNED_JWT__VALIDATION_KEY="$(cat aigw_validation.key)"
export AIGW_SELF_SIGNED_JWT__VALIDATION_KEY
DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY="$(cat duo_workflow_jwt.key)"
export DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY
DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY="$(cat duo_workflow_validation.key)"
export DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY

# Public authorities and your own in one file, readable for everybody.
test -r ./ca-bundle.pem || { echo "The CA bundle is missing; duo-doctor generate ca-bundle writes it." >&2; exit 1; }

# Take the newest patch of 18.9 that the registry has; its number may be above or below GitLab's, and
# "manifest unknown" means that this one does not exist.
docker run \
    --detach \
    --name gitlab-aigw \
    --restart always \
    --publish 5052:5052 \
    --publish 127.0.0.1:50053:50052 \
    --publish 8082:8082 \
    --publish 8083:8083 \
    --env AIGW_GITLAB_URL=https://gitlab.example.com \
    --env AIGW_GITLAB_API_URL=https://gitlab.example.com/api/v4/ \
    --env AIGW_CUSTOM_MODELS__ENABLED=true \
    --env AIGW_CUSTOMER_PORTAL_URL=https://gitlab.example.com \
    --env DUO_WORKFLOW_AUTH__ENABLED=true \
    --env DUO_WORKFLOW_AUTH__OIDC_CUSTOMER_PORTAL_URL=https://gitlab.example.com \
    --env REQUESTS_CA_BUNDLE=/etc/ssl/gitlab-aigw/ca-bundle.pem \
    --env SSL_CERT_FILE=/etc/ssl/gitlab-aigw/ca-bundle.pem \
    --env DUO_WORKFLOW_GITLAB_SSL_CA_FILE=/etc/ssl/gitlab-aigw/ca-bundle.pem \
    --env AIGW_FASTAPI__METRICS_HOST=0.0.0.0 \
    --env AIGW_FASTAPI__METRICS_PORT=8082 \
    --env PROMETHEUS_METRICS__ADDR=0.0.0.0 \
    --env PROMETHEUS_METRICS__PORT=8083 \
    --env AIGW_SELF_SIGNED_JWT__SIGNING_KEY \
    --env AIGW_SELF_SIGNED_JWT__VALIDATION_KEY \
    --env DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY \
    --env DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY \
    --volume "$PWD"/ca-bundle.pem:/etc/ssl/gitlab-aigw/ca-bundle.pem:ro \
    --health-cmd 'python3 -c "import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('\''http://127.0.0.1:5052/monitoring/healthz'\'', timeout=5)"' \
    --health-interval 30s \
    --health-timeout 10s \
    --health-retries 3 \
    --health-start-period 60s \
    registry.gitlab.com/gitlab-org/modelops/applied-ml/code-suggestions/ai-assist/model-gateway:self-hosted-v18.9.1-ee
