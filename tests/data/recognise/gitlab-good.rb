external_url 'https://gitlab.example.com'
gitlab_rails['time_zone'] = 'Europe/Amsterdam'
nginx['redirect_http_to_https'] = true
