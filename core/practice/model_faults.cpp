#include "practice/fault_table.h"

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

using S = PracticeSwitches;
using Place = FaultPlace;

constexpr auto kShortLimit = 2'000ms;
constexpr auto kLongLimit = 15'000ms; ///< longer than the slow model needs

const std::array kRows{
    FaultRow{"model-refused", "Nothing listens on the model server's port.", "connect-refused", Place::ModelAddress,
             [](S &s) { s.modelPort.dead = DeadPort::Kind::Refuses; }},
    FaultRow{"model-localhost", "The model's endpoint says localhost, which is the gateway's own container.",
             "model-localhost-in-container", Place::ModelAddress,
             [](S &s) { s.modelEndpoint = u"http://localhost:{model}/v1"_s; }},
    FaultRow{"model-missing-v1", "The model's endpoint lacks /v1.", "model-endpoint-missing-v1", Place::ModelAddress,
             [](S &s) { s.modelEndpoint = u"http://model.practice.localhost:{model}"_s; }},
    FaultRow{"model-doubled-path", "The model's endpoint carries the path of the chat completions.",
             "model-endpoint-wrong-path", Place::ModelAddress,
             [](S &s) { s.modelEndpoint = u"http://model.practice.localhost:{model}/v1/chat/completions"_s; }},
    FaultRow{"model-not-served", "The server serves another model than the configured one.", "model-not-served",
             Place::ModelAnswer,
             [](S &s) {
                 s.model.shape = ModelShape::Ollama;
                 s.model.servedName = u"mistral-small:24b"_s;
             }},
    FaultRow{"model-key-missing", "The server wants a key, and none is configured.", "model-key-missing",
             Place::ModelAnswer,
             [](S &s) {
                 s.model.shape = ModelShape::LiteLlm;
                 s.model.key = "another-key-than-the-practice-has";
             }},
    FaultRow{"model-key-rejected", "The server refuses the configured key.", "model-key-rejected", Place::ModelAnswer,
             [](S &s) {
                 s.model.shape = ModelShape::LiteLlm;
                 s.model.key = "another-key-than-the-practice-has";
                 s.modelHasKey = true;
             }},
    FaultRow{"model-loading", "llama.cpp is still loading the model.", "model-loading", Place::ModelAnswer,
             [](S &s) {
                 s.model.shape = ModelShape::LlamaCpp;
                 s.model.state = ModelState::Loading;
             }},
    FaultRow{"model-overloaded", "The model server has no room for further requests (429).", "model-overloaded",
             Place::ModelAnswer, [](S &s) { s.model.state = ModelState::Overloaded; }},
    FaultRow{"model-server-error", "The model server runs out of memory and answers 500.", "model-server-error",
             Place::ModelAnswer, [](S &s) { s.model.state = ModelState::ServerError; }},
    FaultRow{"model-hangs", "The model takes the request and never answers.", "model-timeout", Place::ModelAnswer,
             [](S &s) { s.model.state = ModelState::Hangs; }, kShortLimit},
    FaultRow{"model-slow", "The first token takes more than ten seconds.", "model-slow", Place::ModelAnswer,
             [](S &s) { s.model.state = ModelState::IsSlow; }, kLongLimit},
    FaultRow{"model-answers-html", "A page stands where the completion should be.", "model-response-malformed",
             Place::ModelAnswer, [](S &s) { s.model.state = ModelState::AnswersHtml; }},
    FaultRow{"model-empty-stream", "The stream ends without a word.", "gateway-streaming-broken", Place::ModelAnswer,
             [](S &s) { s.model.state = ModelState::StreamsNothing; }},
    FaultRow{"model-stream-breaks", "The stream ends in the middle.", "gateway-streaming-broken", Place::ModelAnswer,
             [](S &s) { s.model.state = ModelState::StreamBreaksOff; }},
    FaultRow{"model-error-in-stream", "The answer has status 200, and an error stands in its stream.",
             "model-server-error", Place::ModelAnswer, [](S &s) { s.model.state = ModelState::ErrorInStream; }},
    FaultRow{"model-buffered", "A proxy keeps the stream back until all of it is there.", "config-proxy-buffering",
             Place::ModelAnswer, [](S &s) { s.model.state = ModelState::ProxyBuffers; }},
    FaultRow{"model-chat-template", "The server has no chat template for the model.", "model-chat-template-missing",
             Place::ModelAnswer, [](S &s) { s.model.state = ModelState::LacksChatTemplate; }},
    FaultRow{"model-context-short", "The server was started with a context of 2048 tokens.", "model-context-too-short",
             Place::ModelAnswer, [](S &s) { s.model.contextTokens = 2048; }},
    FaultRow{"model-refuses-temperature", "The server refuses a parameter of the request.",
             "model-parameter-unsupported", Place::ModelAnswer,
             [](S &s) { s.model.state = ModelState::RefusesTemperature; }},
};

} // namespace

std::span<const FaultRow> modelFaults()
{
    return kRows;
}

} // namespace duodoctor
