# Part of /etc/gitlab/gitlab.rb for GitLab Duo Self-Hosted.
# Written by duo-doctor for Production, GitLab 17.5.2.
#
# The gateway checks tokens against https://gitlab.example.com; external_url has to say the same.
# Up to GitLab 17.8 the gateway's address is an environment variable.
# The authority that signed the gateway's certificate belongs into /etc/gitlab/trusted-certs/, as PEM in
# a file that ends in .crt, one certificate in each; then: sudo gitlab-ctl reconfigure

# Where gitlab.rb has a gitlab_rails['env'] already, put the lines into that one.
gitlab_rails['env'] = {
  'AI_GATEWAY_URL' => 'https://aigw.example.com',
  'GITLAB_LICENSE_MODE' => 'production',
  'CUSTOMER_PORTAL_URL' => 'https://customers.gitlab.com',
}

# Then: sudo gitlab-ctl reconfigure
