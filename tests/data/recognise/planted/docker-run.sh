docker run -d -p 5052:5052 -p 50052:50052 \
  -e AIGW_GITLAB_URL=https://gitlab.example.com \
  -e AWS_SECRET_ACCESS_KEY=P1anted-5ecret-Va1ue-0123 \
  -e OPENAI_API_KEY="P1anted-5ecret-Va1ue-0123" \
  --env HF_TOKEN='P1anted-5ecret-Va1ue-0123' \
  registry.gitlab.com/gitlab-org/modelops/applied-ml/code-suggestions/ai-assist/model-gateway:self-hosted-v18.4.2-ee
