# frozen_string_literal: true

# `gitlab-rails runner -` and `gitlab-rake gitlab:duo:verify_self_hosted_setup` of a stand-in GitLab. What it knows comes
# from the state file; its requests are real. Whatever would change a real GitLab is written to the journal.

require 'json'

STATE = JSON.parse(File.read("#{ENV.fetch('GITLAB_HOST')}/state.json"))
sleep STATE.fetch('start_seconds')
STATE.fetch('environment', {}).each { |name, value| ENV[name] = value }

require_relative 'classes'

case [ARGV[0], ARGV[1]]
when ['gitlab-rails', 'runner']
  code = ARGV[2] == '-' ? $stdin.read : ARGV[2]
  warn 'DEPRECATION WARNING: a line that means nothing (called from a gem)'
  TOPLEVEL_BINDING.eval(code, '(runner)')
when ['gitlab-rails', 'console']
  abort 'no console here'
else
  require_relative 'rake'
  VerifySelfHostedSetup.call(ARGV[1].to_s)
end
