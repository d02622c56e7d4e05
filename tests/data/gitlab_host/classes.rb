# frozen_string_literal: true

# What the questions ask of GitLab's Rails (facts/commands.md section E), over STATE.

require 'net/http'
require 'openssl'
require 'uri'

# Notes whatever would write.
module Changes
  WRITERS = %i[update update! update_column update_columns save save! create create! destroy destroy! delete delete_all
               destroy_all enable disable increment! touch upsert insert].freeze

  WRITERS.each do |name|
    define_method(name) do |*arguments, **|
      File.open("#{ENV.fetch('GITLAB_HOST')}/journal", 'a') { |f| f.puts("CHANGE #{self.class} #{name} #{arguments.size}") }
      true
    end
  end
end

def record(fields)
  Struct.new(*fields.keys.map(&:to_sym)) { include Changes }.new(*fields.values)
end

module Gitlab
  VERSION = STATE.fetch('version')

  def self.ee?
    true
  end

  module HTTP_V2
    class BlockedUrlError < StandardError; end
  end

  module HTTP
    BlockedUrlError = HTTP_V2::BlockedUrlError
    Answer = Struct.new(:code, :body)

    def self.get(url, headers: {}, timeout: 10, open_timeout: 10, allow_local_requests: false, follow_redirects: true)
      if STATE['filters'] && !allow_local_requests
        raise BlockedUrlError, "URL is blocked: Requests to the local network are not allowed"
      end

      ask(URI.parse(url), Net::HTTP::Get, nil, headers, [timeout, open_timeout].max)
    end

    def self.post(url, body, headers)
      ask(URI.parse(url), Net::HTTP::Post, body, headers.merge('content-type' => 'application/json'), 30)
    end

    def self.ask(uri, type, body, headers, limit)
      http = Net::HTTP.new(uri.host, uri.port) # with the proxy of the environment
      http.use_ssl = uri.scheme == 'https'
      http.open_timeout = http.read_timeout = limit
      request = type.new(uri.request_uri, headers)
      request.body = body if body
      answer = http.request(request)
      Answer.new(answer.code.to_i, answer.body.to_s)
    end
  end

  module AiGateway
    def self.self_hosted_url
      STATE['gateway_url']
    end
  end

  module DuoWorkflow
    module Client
      def self.self_hosted_url
        STATE['agent_platform_url']
      end

      def self.secure?
        STATE['agent_platform_secure']
      end
    end
  end

  module CurrentSettings
    def self.current_application_settings
      record('enabled_instance_verbose_ai_logs' => true, 'ai_gateway_timeout_seconds' => 60)
    end
  end

  module Llm
    module AiGateway
      class Client
        TOKEN = "eyJhbGciOiJSUzI1NiJ9.#{'stand-in' * 4}.signature"

        def initialize(user, unit_primitive_name: nil)
          @user = user
          @unit_primitive_name = unit_primitive_name
        end

        def complete(url:, body:)
          return unless @user.allowed_to_use?(:code_suggestions)

          ::Gitlab::HTTP.post(url, JSON.generate(body), head)
        end

        def head
          { 'authorization' => "Bearer #{TOKEN}", 'x-gitlab-authentication-type' => 'oidc', 'x-gitlab-realm' => 'self-managed' }
        end
      end

      class CodeSuggestionsClient < Client
        def initialize(user)
          super(user, unit_primitive_name: :complete_code)
        end

        # nil, or what the page of the model shows.
        def test_model_connection(model)
          metadata = { endpoint: model.endpoint, identifier: model.identifier, api_key: model.api_token }
          answer = ::Gitlab::HTTP.post("#{::Gitlab::AiGateway.self_hosted_url}/v1/prompts/model_configuration%2Fcheck",
                                       JSON.generate(model_metadata: metadata), head)
          return if answer.code == 200
          return "The self-hosted AI Gateway returned code #{answer.code}: #{answer.body}" unless answer.code == 421

          detail = JSON.parse(answer.body)['detail']
          "The self-hosted model server returned code #{detail[/\A\d+/]}: #{detail}"
        end
      end
    end
  end
end

class Feature
  extend Changes

  def self.enabled?(_name)
    true
  end
end

class License
  def self.current
    plan = STATE['plan']
    plan && record('plan' => plan, 'expires_at' => '2030-01-01', 'expired?' => false, 'offline_cloud_license?' => true)
  end

  def self.feature_available?(_name)
    STATE['plan'] != 'starter' && !STATE['plan'].nil?
  end
end

class User
  include Changes
  attr_reader :username, :id

  def initialize(name)
    @username = name
    @id = 42
  end

  def self.find_by_username(name)
    new(name) if STATE['users'].key?(name)
  end

  def self.find_by_id(_id)
    nil
  end

  def can?(_ability)
    License.feature_available?(:code_suggestions) && STATE['users'][username]
  end

  def allowed_to_use?(_feature, **)
    can?(:access_code_suggestions)
  end
end

module Ai
  class SelfHostedModel
    extend Changes

    def self.all
      STATE['models'].map { |fields| record(fields) }
    end
  end

  class FeatureSetting
    extend Changes

    def self.all
      STATE['features'].map { |fields| record(fields) }
    end

    def self.code_suggestions_self_hosted?
      all.any? { |row| row.feature.start_with?('code_') && row.provider == 'self_hosted' }
    end
  end
end
