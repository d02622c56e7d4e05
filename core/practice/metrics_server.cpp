#include "practice/metrics_server.h"

namespace duodoctor
{

ServedAnswer metricsAnswer(const ServedRequest &request)
{
    const HeaderList headers{{"server", "WSGIServer/0.2 CPython/3.10.14"}};
    if (request.path == "/favicon.ico") {
        return textAnswer(200, {}, "text/plain", headers);
    }
    return textAnswer(200,
                      "# HELP python_info Python platform information\n"
                      "# TYPE python_info gauge\n"
                      "python_info{implementation=\"CPython\",major=\"3\",minor=\"10\",patchlevel=\"14\"} 1.0\n"
                      "# HELP model_inferences_total The total number of model inferences\n"
                      "# TYPE model_inferences_total counter\n"
                      "model_inferences_total{error=\"no\",model_engine=\"litellm\",model_name=\"mistral\"} 42.0\n"
                      "# HELP model_inferences_in_flight The number of in flight inferences running\n"
                      "# TYPE model_inferences_in_flight gauge\n"
                      "model_inferences_in_flight{model_engine=\"litellm\",model_name=\"mistral\"} 0.0\n",
                      "text/plain; version=0.0.4; charset=utf-8", headers);
}

} // namespace duodoctor
