# A small stand-in of what the questions ask of GitLab's Rails. STAND_IN: whole, half (constants are missing), raising.

require 'json'

MODE = ENV.fetch('STAND_IN', 'whole')

module Gitlab
  VERSION = '18.2.1-ee'
  def self.ee?
    true
  end

  module HTTP
    class BlockedUrlError < StandardError; end
    Answer = Struct.new(:code, :body)
    def self.get(url, **options)
      raise BlockedUrlError, "URL is blocked: #{url}" unless options[:allow_local_requests]
      raise Errno::ECONNREFUSED, 'connect(2)' if url.include?('refused')

      Answer.new(200, '{"data":[],"echo":"model-key-123456"}')
    end
  end
end

class Feature
  def self.enabled?(_name)
    sleep 60 if MODE == 'slow'
    true
  end
end

class License
  def self.current
    raise ScriptError, 'the licence is broken' if MODE == 'raising'

    Struct.new(:plan, :expires_at, :expired?, :offline_cloud_license?).new('ultimate', '2030-01-01', false, true)
  end

  def self.feature_available?(_name)
    true
  end
end

unless MODE == 'half'
  module Gitlab
    module AiGateway
      def self.self_hosted_url
        'http://user:hidden@aigw.example.com:5052'
      end
    end

    module CurrentSettings
      def self.current_application_settings
        Struct.new(:enabled_instance_verbose_ai_logs, :ai_gateway_timeout_seconds).new(true, 60)
      end
    end

    module Llm
      module AiGateway
        class Client
          def initialize(user, unit_primitive_name:)
            @user = user
            @name = unit_primitive_name
          end

          def complete(url:, body:)
            raise 'no key' if body.dig(:prompt_components, 0, :payload, :model_api_key) != 'model-key-123456'

            ::Gitlab::HTTP::Answer.new(401, "{\"error\":\"refused at #{url}\"}")
          end
        end

        class CodeSuggestionsClient < Client
          def initialize(user)
            super(user, unit_primitive_name: :code)
          end

          def test_model_connection(_model)
            'The self-hosted AI Gateway returned code 421: no model-key-123456'
          end
        end
      end
    end
  end

  class User
    attr_reader :username

    def initialize(name)
      @username = name
    end

    def self.find_by_username(name)
      new(name) unless name == 'nobody'
    end

    def can?(_ability)
      true
    end

    def allowed_to_use?(_feature, unit_primitive_name:)
      unit_primitive_name == :self_hosted_models
    end
  end

  module Ai
    Model = Struct.new(:id, :name, :model, :endpoint, :identifier, :provider, :release_state, :api_token)
    class SelfHostedModel
      def self.all
        [Model.new(7, 'mistral', 'mistral', 'http://model.example.com/v1', 'custom_openai/mistral', 'api', 'GA',
                   'model-key-123456')]
      end
    end

    Row = Struct.new(:feature, :provider, :ai_self_hosted_model_id)
    class FeatureSetting
      def self.all
        [Row.new('duo_chat', 'self_hosted', 7)]
      end

      def self.exists?(**)
        true
      end
    end
  end
end

eval($stdin.read, TOPLEVEL_BINDING, '(runner)')
