# frozen_string_literal: true

# The rake task as of 19.3 (facts/rake_output.md, R3), with its own faults: it asks ENDPOINT/v1/models from this host.

module VerifySelfHostedSetup
  BAR = '═' * 63
  URL = Gitlab::AiGateway.self_hosted_url.to_s

  def self.call(task)
    name = task[/\Agitlab:duo:verify_self_hosted_setup\[(.*)\]\z/, 1] || 'root'
    @user = User.find_by_username(name)
    raise "Couldn't find User" unless @user

    banner
    address
    transport
    license
    gateway
    models
    request_flow
    puts 'Checking Duo Workflow Service connectivity...', '>> Duo Workflow Service is reachable ✔', ''
    puts 'Checking GitLab Duo Agent Platform WebSocket connectivity...', '>> WebSocket upgrade completed (HTTP 101) ✔', '', ''
    summary
  rescue RuntimeError => e
    $stdout.flush
    warn 'rake aborted!', e.message, "/opt/gitlab/embedded/service/gitlab-rails/ee/lib/tasks/gitlab/duo.rake:5:in `block'",
         'Tasks: TOP => gitlab:duo:verify_self_hosted_setup', '(See full trace by running task with --trace)'
    exit 1
  end

  def self.banner
    puts BAR, 'GitLab Duo Self-Hosted Setup Verification', BAR,
         'This task will help you debug issues with your self-hosted Duo installation.',
         "For additional logs, enable 'enabled_instance_verbose_ai_logs' instance setting via", 'Rails console:', '```',
         '::Gitlab::CurrentSettings.current_application_settings.update!(enabled_instance_verbose_ai_logs: true)', '```', '',
         'Collecting system information...', '>> System info collected ✔', ''
  end

  def self.address
    puts 'Verifying AI Gateway URL configuration...'
    raise "Set the 'ai_gateway_url' application setting to point to your AI Gateway instance" if URL.empty?

    puts ">> AI Gateway URL configured: #{URL} ✔", ''
  end

  def self.transport
    puts 'Checking transport-level connectivity (TCP, TLS, proxy)...'
    proxies = ENV.select { |name, _| name.match?(/\Ahttps?_proxy\z/i) }
    puts proxies.empty? ? '   No proxy environment variables set' : '   Proxy environment variables in effect:'
    proxies.each { |name, value| puts "     #{name}=#{value}" }
    uri = URI.parse(URL)
    begin
      Socket.tcp(uri.host, uri.port, connect_timeout: 5).close
      puts ">> AI Gateway (#{uri.host}:#{uri.port}) reachable over TCP ✔"
    rescue SystemCallError, SocketError => e
      puts ">> AI Gateway (#{uri.host}:#{uri.port}) unreachable ✗", "   #{e.class.name} - #{e.message}"
    end
    puts ''
  end

  def self.license
    print 'Verifying license access to code suggestions...'
    return puts(' ✔') if @user.can?(:access_code_suggestions)

    puts ' ✗', "User #{@user.username} has no access to code suggestions, debugging cause..."
    unless License.feature_available?(:code_suggestions)
      raise 'License does not provide access to code suggestions, verify your license'
    end

    raise "License is correct, but user does not have access to code suggestions.\n" \
          'Please check user permissions and submit an issue to GitLab if needed.'
  end

  def self.gateway
    puts 'Checking AI Gateway accessibility...'
    begin
      answer = Gitlab::HTTP.get("#{URL}/monitoring/healthz")
      if answer.code == 200
        puts '>> AI Gateway server is accessible ✔', '   Response time: 12.34ms', '   Health status: Unknown'
        return
      end
      puts ">> AI Gateway returned HTTP #{answer.code} ✗"
    rescue SystemCallError, SocketError, Gitlab::HTTP::BlockedUrlError, OpenSSL::SSL::SSLError, Net::OpenTimeout => e
      puts "   Connection error: #{e.class} - #{e.message}"
    end
    raise "Cannot access AI Gateway. Possible causes:\n- AI Gateway is not running\n" \
          "- the 'ai_gateway_url' application setting has an incorrect value\n" \
          "- Network configuration doesn't allow communication between GitLab and AI Gateway\n" \
          "- Firewall blocking the connection\n- SSL/TLS certificate issues (if using HTTPS)\n\n"
  end

  def self.models
    puts 'Checking self-hosted model configuration...'
    Ai::SelfHostedModel.all.each do |model|
      puts "   #{model.name} (#{model.model}): #{model.endpoint} ✔", "     Release state: GA | Provider: #{model.provider}",
           "     API token: #{model.api_token.empty? ? 'Missing' : 'Configured'}"
    end
    rows = Ai::FeatureSetting.all.select { |row| row.provider == 'self_hosted' }
    puts '', 'Checking feature settings and model assignments...'
    if rows.empty?
      puts '   No feature settings configured ⚠', '   Models may not be available for any GitLab Duo features', ''
      return
    end
    puts "   #{rows.size} feature settings configured across 1 models ✔",
         "     #{STATE['models'][0]['name']}: #{rows.size} feature(s) assigned (#{rows.map(&:feature).join(', ')})", ''
  end

  def self.request_flow
    puts 'Testing request flow to configured models...'
    @tests = Ai::SelfHostedModel.all.map do |model|
      puts "   Testing model: #{model.name} (#{model.model})..."
      url = "#{model.endpoint.chomp('/')}/v1/models"
      begin
        code = Gitlab::HTTP.get(url, headers: { 'authorization' => "Bearer #{model.api_token}" }).code
        puts code < 400 ? '     ✔ Model endpoint accessible' : '     ⚠ Model endpoint returned non-200 status'
        { model_id: model.id, model_name: model.name, status: code < 400 ? 'OK' : 'WARNING', endpoint: url, http_code: code,
          response_time_ms: 3.21, response_size: 22, has_auth: true }
      rescue SystemCallError, SocketError, Gitlab::HTTP::BlockedUrlError, Net::OpenTimeout => e
        puts "     ✗ Model endpoint failed: #{e.class.name}"
        { model_id: model.id, model_name: model.name, status: 'ERROR', endpoint: url, error: e.class.name,
          error_message: e.message, response_time_ms: 3.21, has_auth: true }
      end
    end
    puts ''
  end

  def self.summary
    system = { gitlab_version: Gitlab::VERSION, gitlab_revision: '9a8b7c6d5e4', rails_env: 'production', user: @user.username,
               user_id: @user.id, instance_url: STATE['url'] }
    status = @tests.any? { |test| test[:status] == 'OK' } ? 'OK' : 'ERROR'
    puts BAR, 'DIAGNOSTIC SUMMARY (sanitize before sharing with support)', BAR
    puts JSON.pretty_generate(system: system, request_flow: { status: status, models_tested: @tests.size, model_tests: @tests })
    puts '', 'NOTE: Review the above output and remove any sensitive information', 'before sharing with GitLab support.'
  end
end
