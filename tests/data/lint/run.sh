#!/bin/sh
docker pull registry.gitlab.com/gitlab-org/modelops/applied-ml/code-suggestions/ai-assist/model-gateway:self-hosted-v18.2.1-ee
docker run -d -p 5052:5052 -p 50052:50052 \
 --name gitlab-aigw \
 -e AIGW_GITLAB_URL=https://gitlab.example.com \
 -e AIGW_GITLAB_API_URL=https://gitlab.example.com/api/v4/ \
 -e AIGW_CUSTOM_MODELS__ENABLED=true \
 -e REQUESTS_CA_BUNDLE=/tmp/ca-certificates.crt \
 -e SSL_CERT_FILE=/tmp/ca-certificates.crt \
 -v /root/ca-certificates.crt:/tmp/ca-certificates.crt:ro \
 -e PROMETHEUS_METRICS__ADDR=0.0.0.0 \
 -e PROMETHEUS_METRICS__PORT=8083 \
 --memory 8g --cpus 2 \
 -e DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY="$(cat duo_workflow_jwt.key)" \
 registry.gitlab.com/gitlab-org/modelops/applied-ml/code-suggestions/ai-assist/model-gateway:self-hosted-v18.2.1-ee
