external_url 'https://gitlab.example.com'
gitlab_rails['env'] = {
  'CLOUD_CONNECTOR_SELF_SIGN_TOKENS' => '1'
}
gitlab_rails['smtp_enable'] = true
gitlab_rails['smtp_password'] = 'correct-horse-battery'
gitlab_rails['omniauth_providers'] = [
  { "name" => "oidc", "args" => { "client_options" => { "identifier" => "gitlab", "secret" => "oidc-S3cr3t-Value" } } }
]
gitlab_rails['incoming_email_token'] = 'mailbox-tok-55'
redis['password'] = "redis-pw-31"
gitlab_rails['ldap_servers'] = { 'main' => { 'bind_dn' => 'cn=x', password: "ldap-pw-77" } }
