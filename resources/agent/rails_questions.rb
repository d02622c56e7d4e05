# frozen_string_literal: true

# Asks GitLab's Rails what it knows of its AI Gateway. Runs in `gitlab-rails runner -` of GitLab 17.1 and later. Changes
# nothing, prints no key. The form of its lines: README.md beside this file.
#
# Everything stands in lambdas: a top-level `def` would become a method of every object of GitLab.

duodoc_started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
require 'json'
require 'timeout'

# The questions' particulars, Base64 of JSON: nothing in them can break out of this text.
duodoc_asked = JSON.parse('@DUODOC_INPUT@'.unpack1('m0').force_encoding('UTF-8'))

duodoc_lock = Mutex.new
# Keys of the models: whatever quotes one, a message or a body, goes out without it.
duodoc_keys = []
# Other threads must not write between a line's start and its end; whatever GitLab does to $stdout is not ours.
duodoc_say = lambda do |topic, fields = {}|
  clean = lambda do |value|
    case value
    when Hash then value.to_h { |k, v| [k.to_s, clean.call(v)] }
    when Array then value.map { |v| clean.call(v) }
    when Integer, Float, true, false, nil then value
    else
      text = value.to_s.dup.force_encoding('UTF-8').scrub('?')
      duodoc_keys.each { |key| text = text.gsub(key, '[redacted: model key]') }
      text.gsub(%r{://[^/?#@\s]{1,500}@}, '://')[0, 4000]
    end
  end
  line = "DUODOC #{JSON.generate(clean.call({ topic: topic }.merge(fields)), ascii_only: true)}\n"
  duodoc_lock.synchronize do
    $stdout.write(line)
    $stdout.flush
  end
end

duodoc_bare_url = ->(url) { url.to_s.sub(%r{\A([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@}, '\1') }

# One field: its value, or an `error` line and no field. ScriptError covers LoadError and NotImplementedError.
duodoc_field = lambda do |topic, fields, name, limit = 10, &question|
  value = Timeout.timeout(limit, &question)
  fields[name] = value unless value.nil?
rescue StandardError, ScriptError, SystemStackError => e
  duodoc_say.call('error', of: topic, field: name.to_s, class: e.class.name.to_s, message: e.message.to_s[0, 600])
end

duodoc_bool = ->(value) { value.nil? ? nil : !!value }
# The first of these that exists and gives an answer; raises what the last one raised when none does.
duodoc_first = lambda do |*ways|
  answered = false
  failure = nil
  result = nil
  ways.each do |way|
    result = way.call
    answered = true
    break unless result.nil?
  rescue StandardError, ScriptError => e
    failure = e
  end
  raise failure if failure && !answered

  result
end
duodoc_reads = ->(object, *names) { names.find { |n| object.respond_to?(n) }&.then { |n| object.public_send(n) } }

# --- what GitLab is and what it was told ------------------------------------------------------------------------

duodoc_say.call('start', script: 1)

fields = {}
duodoc_field.call('version', fields, :version) { Gitlab::VERSION.to_s }
duodoc_field.call('version', fields, :ee) { duodoc_bool.call(Gitlab.ee?) }
duodoc_say.call('version', fields)

fields = {}
# The settings moved from ai_settings to application_settings in 19.2. nil: this version has no such setting.
duodoc_setting = lambda do |name|
  values = [
    -> { Gitlab::CurrentSettings.current_application_settings },
    -> { Ai::Setting.instance }
  ].map do |owner|
    object = owner.call
    object.public_send(name) if object.respond_to?(name)
  rescue StandardError, ScriptError
    nil
  end
  values.find { |v| !v.nil? && v.to_s != '' }.then { |v| v.nil? ? values.compact.first : v }
end
duodoc_environment_url = lambda do
  duodoc_bare_url.call(ENV['AI_GATEWAY_URL'])
end
duodoc_field.call('gateway-url', fields, :database) { duodoc_setting.call(:ai_gateway_url)&.then(&duodoc_bare_url) }
duodoc_field.call('gateway-url', fields, :environment) { duodoc_environment_url.call }
duodoc_gateway = nil
duodoc_field.call('gateway-url', fields, :url) do
  duodoc_gateway = duodoc_first.call(
    -> { Gitlab::AiGateway.self_hosted_url.to_s },
    # Before there was that method, the setting held, and before the setting only the variable.
    -> { fields[:database].to_s.empty? ? ENV['AI_GATEWAY_URL'].to_s : fields[:database] }
  )
  duodoc_bare_url.call(duodoc_gateway)
end
duodoc_say.call('gateway-url', fields)

fields = {}
duodoc_field.call('gateway-timeout', fields, :seconds) { duodoc_setting.call(:ai_gateway_timeout_seconds)&.to_i }
duodoc_say.call('gateway-timeout', fields)

fields = {}
duodoc_field.call('agent-platform', fields, :url) do
  duodoc_first.call(
    -> { Gitlab::DuoWorkflow::Client.self_hosted_url.to_s },
    -> { duodoc_setting.call(:duo_agent_platform_service_url)&.to_s }
  )
end
duodoc_field.call('agent-platform', fields, :secure) do
  duodoc_bool.call(
    duodoc_first.call(
      -> { Gitlab::DuoWorkflow::Client.secure? },
      -> { duodoc_setting.call(:self_hosted_duo_agent_platform_service_secure) },
      -> { ENV.fetch('DUO_AGENT_PLATFORM_SERVICE_SECURE', 'true') != 'false' }
    )
  )
end
duodoc_say.call('agent-platform', fields)

fields = {}
duodoc_license = nil
duodoc_field.call('license', fields, :plan) do
  duodoc_license = ::License.current
  duodoc_license ? duodoc_license.plan.to_s : ''
end
duodoc_field.call('license', fields, :code_suggestions) do
  duodoc_bool.call(::License.feature_available?(:code_suggestions))
end
if duodoc_license
  duodoc_field.call('license', fields, :expires) { duodoc_license.expires_at.to_s }
  duodoc_field.call('license', fields, :expired) { duodoc_bool.call(duodoc_license.expired?) }
  duodoc_field.call('license', fields, :offline) do
    duodoc_bool.call(
      duodoc_first.call(
        -> { duodoc_license.offline_cloud_license? },
        -> { !duodoc_license.online_cloud_license? }
      )
    )
  end
end
duodoc_say.call('license', fields)

fields = { asked: duodoc_asked['user'] }
duodoc_user = nil
duodoc_field.call('user', fields, :exists) do
  name = duodoc_asked['user'].to_s
  duodoc_user = User.find_by_username(name)
  duodoc_user ||= User.find_by_id(name.to_i) if name.match?(/\A[0-9]{1,18}\z/)
  !duodoc_user.nil?
end
if duodoc_user
  duodoc_field.call('user', fields, :can_access) { duodoc_bool.call(duodoc_user.can?(:access_code_suggestions)) }
  duodoc_field.call('user', fields, :allowed) do
    answer = duodoc_first.call(
      -> { duodoc_user.allowed_to_use?(:code_suggestions, unit_primitive_name: :self_hosted_models) },
      -> { duodoc_user.allowed_to_use?(:code_suggestions, service_name: :self_hosted_models) },
      -> { duodoc_user.allowed_to_use?(:code_suggestions) }
    )
    duodoc_bool.call(answer.respond_to?(:allowed?) ? answer.allowed? : answer)
  end
end
duodoc_say.call('user', fields)

duodoc_models = []
fields = {}
duodoc_field.call('models', fields, :models) do
  duodoc_models = ::Ai::SelfHostedModel.all.to_a.first(100)
  duodoc_models.map do |model|
    row = {}
    { id: [:id], name: [:name], family: [:model], endpoint: [:endpoint], identifier: [:identifier],
      provider: [:provider], release_state: [:release_state] }.each do |key, names|
      duodoc_field.call('models', row, key) { duodoc_reads.call(model, *names) }
    end
    row[:endpoint] = duodoc_bare_url.call(row[:endpoint])
    duodoc_field.call('models', row, :has_key) do
      key = duodoc_reads.call(model, :api_token).to_s
      duodoc_keys << key if key.length >= 6
      !key.empty?
    end
    row
  end
end
duodoc_say.call('models', fields)

fields = {}
duodoc_field.call('features', fields, :features) do
  ::Ai::FeatureSetting.all.to_a.first(200).map do |setting|
    model = duodoc_first.call(
      -> { setting.ai_self_hosted_model_id },
      -> { setting.self_hosted_model&.id },
      -> { 0 }
    )
    { feature: duodoc_reads.call(setting, :feature).to_s, provider: duodoc_reads.call(setting, :provider).to_s,
      model_id: model.to_i }
  end
end
duodoc_say.call('features', fields)

fields = {}
duodoc_field.call('code-suggestions', fields, :self_hosted) do
  duodoc_bool.call(
    duodoc_first.call(
      -> { ::Ai::FeatureSetting.code_suggestions_self_hosted? },
      lambda do
        ::Ai::FeatureSetting.exists?(feature: %i[code_generations code_completions], provider: :self_hosted)
      end
    )
  )
end
duodoc_say.call('code-suggestions', fields)

fields = {}
duodoc_field.call('logging', fields, :verbose_setting) do
  duodoc_bool.call(duodoc_setting.call(:enabled_instance_verbose_ai_logs))
end
duodoc_field.call('logging', fields, :verbose_flag) { duodoc_bool.call(Feature.enabled?(:expanded_ai_logging)) }
duodoc_say.call('logging', fields)

fields = {}
duodoc_field.call('self-signs', fields, :self_signs) do
  %w[1 true t yes y on].include?(ENV['CLOUD_CONNECTOR_SELF_SIGN_TOKENS'].to_s.strip.downcase)
end
duodoc_say.call('self-signs', fields)

fields = {}
duodoc_field.call('proxy', fields, :variables) do
  names = %w[http_proxy https_proxy no_proxy all_proxy grpc_proxy no_grpc_proxy]
  ENV.to_h.select { |name, value| names.include?(name.downcase) && !value.empty? }
     .map { |name, value| "#{name}=#{value.gsub(%r{(\A|://|,\s*)[^/@,\s]*@}, '\1')}" }.sort
end
duodoc_say.call('proxy', fields)

# --- requests that GitLab makes ----------------------------------------------------------------------------------

duodoc_milliseconds = lambda do |since|
  ((Process.clock_gettime(Process::CLOCK_MONOTONIC) - since) * 1000).round
end

# Times the block, which gives status and body, and turns what it raises into an outcome.
duodoc_request = lambda do |head, limit, &ask|
  since = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  outcome = { subject: '', status: 0, body: '', error_class: '', error_message: '', error_ancestors: [], blocked: false }
  outcome.merge!(head)
  outcome[:url] = duodoc_bare_url.call(outcome[:url])
  begin
    outcome.merge!(Timeout.timeout(limit, &ask))
  rescue StandardError, ScriptError => e
    names = e.class.ancestors.take_while { |a| a != Exception }.grep(Class).map { |a| a.name.to_s }
    outcome[:error_class] = e.class.name.to_s
    outcome[:error_message] = e.message.to_s.dup.force_encoding('UTF-8').scrub('?')[0, 600]
    outcome[:error_ancestors] = names
    outcome[:blocked] = names.any? { |name| name.end_with?('BlockedUrlError') }
  end
  body = outcome[:body].to_s.dup.force_encoding('UTF-8').scrub('?')
  duodoc_keys.each { |key| body = body.gsub(key, '[redacted: model key]') }
  outcome[:body] = body[0, 2000]
  outcome[:elapsed_ms] = duodoc_milliseconds.call(since)
  duodoc_say.call('request', outcome)
end

duodoc_get = lambda do |url, as_client|
  options = { headers: { 'accept' => 'application/json' }, timeout: 10 }
  options[:open_timeout] = 10
  options[:allow_local_requests] = true if as_client
  options[:follow_redirects] = false
  answer = Gitlab::HTTP.get(url, **options)
  { status: answer.code.to_i, body: answer.body.to_s }
end

duodoc_answer = lambda do |answer|
  if answer.nil?
    next { error_class: 'NoAnswer', error_message: 'The client gave no answer.' }
  end

  if answer.respond_to?(:code)
    { status: answer.code.to_i, body: answer.body.to_s }
  else
    { error_class: 'NoAnswer', error_message: "The client gave a #{answer.class.name}." }
  end
end

duodoc_without_slash = ->(url) { url.to_s.sub(%r{/+\z}, '') }
duodoc_threads = []
duodoc_start = lambda do |head, limit = 12, &ask|
  duodoc_threads << Thread.new do
    Thread.current.report_on_exception = false
    duodoc_request.call(head, limit, &ask)
  end
end
duodoc_both_ways = lambda do |purpose, subject, url|
  [true, false].each do |plain|
    duodoc_start.call({ purpose: purpose, subject: subject, url: url, gitlab_http: plain }) do
      duodoc_get.call(url, !plain)
    end
  end
end

duodoc_in_force = duodoc_without_slash.call(duodoc_gateway)
duodoc_given = duodoc_without_slash.call(duodoc_asked['gateway_url'])
unless duodoc_in_force.empty?
  duodoc_both_ways.call('configured-gateway', '', "#{duodoc_in_force}/monitoring/healthz")
end
unless duodoc_given.empty?
  duodoc_both_ways.call('deployment-gateway', '', "#{duodoc_given}/monitoring/healthz")
end

duodoc_endpoints = {}
(duodoc_asked['models'] || []).each { |m| duodoc_endpoints[duodoc_without_slash.call(m['endpoint'])] ||= m['name'] }
duodoc_models.each do |model|
  duodoc_endpoints[duodoc_without_slash.call(duodoc_reads.call(model, :endpoint))] ||= duodoc_reads.call(model, :name)
end
duodoc_endpoints.first(12).each do |endpoint, name|
  next unless endpoint.match?(%r{\Ahttps?://}i)

  duodoc_both_ways.call('model-endpoint', name.to_s, "#{endpoint}/models")
end

if duodoc_asked['completion_allowed'] && !duodoc_in_force.empty? && duodoc_user
  wanted = (duodoc_asked['models'] || []).map { |m| [duodoc_without_slash.call(m['endpoint']), m['identifier'].to_s] }
  model = duodoc_models.find { |m| wanted.include?([duodoc_without_slash.call(m.endpoint), m.identifier.to_s]) }
  model ||= duodoc_models.first
  if model
    url = "#{duodoc_in_force}/v1/chat/agent"
    duodoc_start.call({ purpose: 'completion', subject: model.name.to_s, url: url, gitlab_http: false }, 40) do
      type = Gitlab::Llm::AiGateway::Client
      keyword = %i[unit_primitive_name service_name].find do |name|
        type.instance_method(:initialize).parameters.any? { |_, parameter| parameter == name }
      end
      client = keyword ? type.new(duodoc_user, keyword => :self_hosted_models) : type.new(duodoc_user)
      payload = { content: [{ role: :user, content: 'Hello' }], provider: :litellm, model: model.model.to_s,
                  model_endpoint: model.endpoint.to_s, model_api_key: model.api_token.to_s,
                  model_identifier: model.identifier.to_s }
      body = { prompt_components: [{ type: 'prompt', metadata: { source: 'GitLab EE', version: Gitlab::VERSION },
                                     payload: payload }] }
      duodoc_answer.call(client.complete(url: url, body: body))
    end
  end
  duodoc_models.first(8).each do |tested|
    type = begin
      Gitlab::Llm::AiGateway::CodeSuggestionsClient
    rescue NameError
      nil
    end
    next unless type&.method_defined?(:test_model_connection)

    url = "#{duodoc_in_force}/v1/chat/agent"
    duodoc_start.call({ purpose: 'model-test', subject: tested.name.to_s, url: url, gitlab_http: false }, 20) do
      message = type.new(duodoc_user).test_model_connection(tested)
      if message.nil?
        { status: 200 }
      elsif (code = message.to_s[/returned code ([1-5][0-9]{2})\b/, 1])
        { status: code.to_i, body: message.to_s }
      else
        { error_class: 'Refused::Message', error_message: message.to_s[0, 600] }
      end
    end
  end
end

duodoc_until = Process.clock_gettime(Process::CLOCK_MONOTONIC) + 45
duodoc_threads.each do |thread|
  left = duodoc_until - Process.clock_gettime(Process::CLOCK_MONOTONIC)
  thread.join([left, 0].max)
end
duodoc_say.call('end', elapsed_ms: duodoc_milliseconds.call(duodoc_started))
