external_url 'https://gitlab.example.com'
gitlab_rails['smtp_password'] = 'P1anted-5ecret-Va1ue-0123'
gitlab_rails['initial_root_password'] = "P1anted-5ecret-Va1ue-0123"
gitlab_rails["db_password"]="P1anted-5ecret-Va1ue-0123"
postgresql['sql_user_password'] = 'P1anted-5ecret-Va1ue-0123'
gitlab_rails['secret_token'] = 'P1anted-5ecret-Va1ue-0123'
gitlab_rails['health_check_token'] = 'P1anted-5ecret-Va1ue-0123'
gitlab_rails['openid_connect_signing_key'] = 'P1anted-5ecret-Va1ue-0123'
gitlab_rails['aws_secret_key'] = 'P1anted-5ecret-Va1ue-0123'
gitlab_rails['omniauth_providers'] = [{ name: "azure", args: { client_id: "x", client_secret: "P1anted-5ecret-Va1ue-0123" } }]
gitlab_rails['object_store']['connection'] = { 'provider' => 'AWS', 'aws_secret_access_key' => 'P1anted-5ecret-Va1ue-0123' }
gitlab_rails['env'] = { 'SOME_TOKEN' => 'P1anted-5ecret-Va1ue-0123', "password" => "P1anted-5ecret-Va1ue-0123", password: "P1anted-5ecret-Va1ue-0123", :password => 'P1anted-5ecret-Va1ue-0123' }
gitlab_rails['ldap_servers'] = YAML.load <<-'EOS'
  main:
    bind_dn: 'cn=admin'
    password: 'P1anted-5ecret-Va1ue-0123'
EOS
