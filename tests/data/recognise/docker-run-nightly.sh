docker run -d --name gitlab-aigw -p 5052:5052 -p 50052:50052 \
  -e AIGW_GITLAB_URL=https://gitlab.example.com \
  -e AIGW_GITLAB_API_URL=https://gitlab.example.com/api/v4/ \
  -e DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY="$(cat duo_workflow_jwt.key)" \
  registry.gitlab.com/gitlab-org/modelops/applied-ml/code-suggestions/ai-assist/model-gateway:nightly
