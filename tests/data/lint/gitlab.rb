## GitLab URL
external_url 'https://gitlab.example.com'
gitlab_rails['time_zone'] = 'UTC'
gitlab_rails['env'] = {
  'http_proxy' => 'http://proxy.example.com:3128',
  # plain text behind the proxy
  'DUO_AGENT_PLATFORM_SERVICE_SECURE' => 'false'
}
nginx['listen_port'] = 443
puma['worker_processes'] = 4
