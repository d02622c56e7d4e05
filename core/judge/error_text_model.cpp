#include "judge/error_text_rows.h"
#include "judge/finding_ids.h"

namespace duodoctor::error_text
{

using namespace Qt::StringLiterals;
using namespace finding;

namespace
{

// facts/errors section 4, facts/endpoints section 5.
constexpr std::array kModel{
    Row{{"contentpolicyviolationerror"_L1}, FindingId{}},
    Row{{"guardrail_intervened"_L1}, FindingId{}},

    Row{{"on-demand throughput isn"_L1}, kModelIdentifierPrefix},
    Row{{"llm provider not provided"_L1}, kModelIdentifierPrefix},
    Row{{"you passed model="_L1, "provider"_L1}, kModelIdentifierPrefix},
    Row{{"deploymentnotfound"_L1}, kModelNotServed},
    Row{{"missing environment variables"_L1, "for provider"_L1}, kModelProviderCredentials},
    Row{{"security token included in the request is"_L1}, kModelProviderCredentials},
    Row{{"unable to locate credentials"_L1}, kModelProviderCredentials},
    Row{{"nocredentialserror"_L1}, kModelProviderCredentials},
    Row{{"unrecognizedclientexception"_L1}, kModelProviderCredentials},
    Row{{"expiredtokenexception"_L1}, kModelProviderCredentials},
    Row{{"accessdeniedexception"_L1}, kModelProviderCredentials},
    Row{{"don't have access to the model with the specified model id"_L1}, kModelProviderCredentials},
    Row{{"permissiondeniederror"_L1, "bedrock"_L1}, kModelProviderCredentials},
    Row{{"permissiondeniederror"_L1, "azure"_L1}, kModelProviderCredentials},
    Row{{"authenticationerror"_L1, "bedrockexception"_L1}, kModelProviderCredentials},

    // The cloud's own path of the gateway, though only self-hosted models are meant to be used.
    Row{{"anthropic api status error"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"anthropic api connection error"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"anthropic api timeout error"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"anthropic_api_key"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"api.anthropic.com"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"missing anthropic api key"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"could not resolve authentication method"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"your default credentials were not found"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"defaultcredentialserror"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"aiplatform.googleapis.com"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"vertexaiexception"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"vertex_aiexception"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"anthropicexception"_L1}, kGitlabFeatureNotSelfHosted},
    Row{{"vertex api"_L1}, kGitlabFeatureNotSelfHosted},

    Row{{"enable-auto-tool-choice"_L1}, kModelToolCallingDisabled},
    Row{{"tool-call-parser"_L1}, kModelToolCallingDisabled},
    Row{{"does not support tools"_L1}, kModelToolCallingDisabled},
    Row{{"tools param requires --jinja"_L1}, kModelToolCallingDisabled},
    Row{{"tool choice requires"_L1}, kModelToolCallingDisabled},
    Row{{"does not support function calling"_L1}, kModelToolCallingDisabled},
    Row{{"contextwindowexceedederror"_L1}, kModelContextTooShort},
    Row{{"maximum context length"_L1}, kModelContextTooShort},
    Row{{"exceeds the available context size"_L1}, kModelContextTooShort},
    Row{{"exceed_context_size"_L1}, kModelContextTooShort},
    Row{{"context_length_exceeded"_L1}, kModelContextTooShort},
    Row{{"prompt is too long"_L1}, kModelContextTooShort},
    Row{{"longer than the maximum model length"_L1}, kModelContextTooShort},
    Row{{"max_model_len"_L1, "exceed"_L1}, kModelContextTooShort},
    Row{{"input is too long for requested model"_L1}, kModelContextTooShort},
    Row{{"chat template"_L1}, kModelChatTemplateMissing},
    Row{{"chat_template"_L1}, kModelChatTemplateMissing},
    Row{{"system message must be at the beginning"_L1}, kModelChatTemplateMissing},
    Row{{"roles must alternate"_L1}, kModelChatTemplateMissing},
    Row{{"system role not supported"_L1}, kModelChatTemplateMissing},
    Row{{"loading model"_L1}, kModelLoading},
    Row{{"model is loading"_L1}, kModelLoading},
    Row{{"still loading"_L1}, kModelLoading},
    Row{{"model is currently loading"_L1}, kModelLoading},

    Row{{"the model `"_L1, "does not exist"_L1}, kModelNotServed},
    Row{{"the model '"_L1, "does not exist"_L1}, kModelNotServed},
    Row{{"the model \""_L1, "does not exist"_L1}, kModelNotServed},
    Row{{"try pulling it first"_L1}, kModelNotServed},
    Row{{"invalid model name passed in"_L1}, kModelNotServed},
    Row{{"model_not_found"_L1}, kModelNotServed},
    Row{{"no such model"_L1}, kModelNotServed},
    Row{{"model '"_L1, "' not found"_L1}, kModelNotServed},
    Row{{"model \""_L1, "\" not found"_L1}, kModelNotServed},
    Row{{"model \\\""_L1, "\\\" not found"_L1}, kModelNotServed},
    Row{{"is not a valid model id"_L1}, kModelNotServed},
    Row{{"provided model identifier is invalid"_L1}, kModelNotServed},
    Row{{"/v1/v1"_L1, "404"_L1}, kModelEndpointWrongPath},
    Row{{"/chat/completions/chat/completions"_L1}, kModelEndpointWrongPath},
    Row{{"notfounderror"_L1, "{'detail': 'not found'}"_L1}, kModelEndpointMissingV1},
    Row{{"notfounderror"_L1, "\"detail\":\"not found\""_L1}, kModelEndpointMissingV1},
    Row{{"notfounderror"_L1, "\"detail\": \"not found\""_L1}, kModelEndpointMissingV1},
    Row{{"notfounderror"_L1, "detail\\\":"_L1, "not found"_L1}, kModelEndpointMissingV1},
    Row{{"error code: 404"_L1, "{'detail': 'not found'}"_L1}, kModelEndpointMissingV1},
    Row{{"exception - not found"_L1}, kModelEndpointMissingV1},
    Row{{"404 page not found"_L1}, kModelEndpointWrongPath},
    Row{{"notfounderror"_L1, "file not found"_L1}, kModelEndpointWrongPath},
    Row{{"notfounderror"_L1, "<html"_L1}, kModelEndpointWrongPath},
    Row{{"notfounderror"_L1, "404 not found</"_L1}, kModelEndpointWrongPath},

    Row{{"no api key passed in"_L1}, kModelKeyMissing},
    Row{{"didn't provide an api key"_L1}, kModelKeyMissing},
    Row{{"missing api key"_L1}, kModelKeyMissing},
    Row{{"api key is required"_L1}, kModelKeyMissing},
    Row{{"api_key client option must be set"_L1}, kModelKeyMissing},
    Row{{"invalid subscription key"_L1}, kModelKeyRejected},
    Row{{"incorrect api key"_L1}, kModelKeyRejected},
    Row{{"invalid api key"_L1}, kModelKeyRejected},
    Row{{"invalid proxy server token passed"_L1}, kModelKeyRejected},
    Row{{"no connected db"_L1}, kModelKeyRejected},
    Row{{"authenticationerror"_L1}, kModelKeyRejected},
    Row{{"authentication error,"_L1}, kModelKeyRejected},
    Row{{"permissiondeniederror"_L1}, kModelKeyRejected},
    Row{{"error code: 401 - {'error': 'unauthorized'}"_L1}, kModelKeyRejected},

    Row{{"unsupportedparamserror"_L1}, kModelParameterUnsupported},
    Row{{"unsupported parameter"_L1}, kModelParameterUnsupported},
    Row{{"unsupported value"_L1}, kModelParameterUnsupported},
    Row{{"unsupported_parameter"_L1}, kModelParameterUnsupported},
    Row{{"does not support parameters"_L1}, kModelParameterUnsupported},
    Row{{"extra inputs are not permitted"_L1}, kModelParameterUnsupported},
    Row{{"unrecognized request argument"_L1}, kModelParameterUnsupported},

    Row{{"litellm.timeout"_L1}, kModelTimeout},
    Row{{"apitimeouterror"_L1}, kModelTimeout},
    Row{{"request timed out. error_str"_L1}, kModelTimeout},
    Row{{"timeout value="_L1, "time taken="_L1}, kModelTimeout},
    Row{{"ratelimiterror"_L1}, kModelOverloaded},
    Row{{"throttlingexception"_L1}, kModelOverloaded},
    Row{{"rate limit"_L1}, kModelOverloaded},
    Row{{"too many requests"_L1}, kModelOverloaded},
    Row{{"overloaded_error"_L1}, kModelOverloaded},
    Row{{"model is overloaded"_L1}, kModelOverloaded},
    Row{{"queue is full"_L1}, kModelOverloaded},
    Row{{"maximum pending requests exceeded"_L1}, kModelOverloaded},

    Row{{"cuda out of memory"_L1}, kModelServerError},
    Row{{"cuda error"_L1}, kModelServerError},
    Row{{"torch.outofmemoryerror"_L1}, kModelServerError},
    Row{{"enginedeaderror"_L1}, kModelServerError},
    Row{{"unable to get json response"_L1}, kModelResponseMalformed},
    Row{{"invalid response object"_L1}, kModelResponseMalformed},
    Row{{"litellm"_L1, "jsondecodeerror"_L1}, kModelResponseMalformed},
    Row{{"litellm"_L1, "bad gateway"_L1}, kModelServerError},
    Row{{"litellm"_L1, "gateway time-out"_L1}, kModelTimeout},
    Row{{"litellm"_L1, "gateway timeout"_L1}, kModelTimeout},
};

constexpr std::array kLast{
    Row{{"uncaughtthrowerror"_L1}, FindingId{}},
    Row{{"notfounderror"_L1}, kModelNotServed},
    Row{{"serviceunavailableerror"_L1}, kModelServerError},
    Row{{"badgatewayerror"_L1}, kModelServerError},
    Row{{"litellm.internalservererror"_L1}, kModelServerError},
    Row{{"openaiexception"_L1, "internal server error"_L1}, kModelServerError},
    Row{{"unprocessableentityerror"_L1}, kModelParameterUnsupported},
    Row{{"litellm.badrequesterror"_L1}, kModelParameterUnsupported},
    Row{{"inference failed"_L1}, kModelServerError},
    // The health check's and the connection test's words when the body tells nothing more.
    Row{{"ai gateway returned code 401"_L1}, kAuthUnauthorized},
    Row{{"ai gateway returned code 403"_L1}, kAuthForbidden},
    Row{{"ai gateway returned code 402"_L1}, kLicenseLacksDuo},
    Row{{"ai gateway returned code 404"_L1}, kGatewayVersionMismatch},
    Row{{"ai gateway returned code 422"_L1}, kGatewayVersionMismatch},
    Row{{"ai gateway returned code 408"_L1}, kModelTimeout},
    Row{{"ai gateway returned code 421"_L1}, kModelServerError},
    Row{{"ai gateway returned code 429"_L1}, kModelOverloaded},
    Row{{"ai gateway returned code 502"_L1}, kGatewayBehindBrokenProxy},
    Row{{"ai gateway returned code 503"_L1}, kGatewayBehindBrokenProxy},
    Row{{"ai gateway returned code 504"_L1}, kGatewayBehindBrokenProxy},
    Row{{"ai gateway returned code 5"_L1}, kModelServerError},
    Row{{"\"detail\":\"validation error\""_L1}, kGatewayVersionMismatch},
    Row{{"\"detail\": \"validation error\""_L1}, kGatewayVersionMismatch},
};

} // namespace

std::span<const Row> modelRows()
{
    return kModel;
}

std::span<const Row> lastRows()
{
    return kLast;
}

} // namespace duodoctor::error_text
