#include "generate/form_writers.h"

#include "generate/comment_text.h"
#include "generate/metrics_plan.h"
#include "generate/yaml_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

void writeJob(YamlText &yaml, const QString &name, const MetricsTarget &target, const QString &authorityFile)
{
    yaml.openItem();
    yaml.entry(u"job_name"_s, name);
    yaml.entry(u"metrics_path"_s, target.path);
    yaml.entry(u"scheme"_s, target.tls ? u"https"_s : u"http"_s);
    if (target.tls && !authorityFile.isEmpty()) {
        yaml.openMapping(u"tls_config"_s);
        yaml.comment({u"Put the authority's certificate there, on the host of Prometheus."_s});
        yaml.entry(u"ca_file"_s, authorityFile);
        yaml.close();
    }
    yaml.openList(u"static_configs"_s);
    yaml.openItem();
    yaml.openList(u"targets"_s);
    yaml.item(target.authority);
    yaml.close();
    yaml.close();
    yaml.close();
    yaml.close();
}

/// `ai-gateway`, `ai-gateway-2` …: names have to differ.
QString jobName(const QList<MetricsTarget> &targets, qsizetype index)
{
    const MetricsTarget &target = targets.at(index);
    const auto earlier = std::count_if(targets.begin(), targets.begin() + index, [&target](const MetricsTarget &other) {
        return other.isPlatform == target.isPlatform;
    });
    const QString name = target.isPlatform ? u"duo-agent-platform-service"_s : u"ai-gateway"_s;
    return earlier == 0 ? name : u"%1-%2"_s.arg(name).arg(earlier + 1);
}

} // namespace

Generated writePrometheus(const Deployment &deployment, const GenerationOptions &options)
{
    Generated generated;
    const auto targets = metricsTargets(deployment, generated.problem);
    if (targets && targets->isEmpty()) {
        generated.problem = {
            u"ai_gateway.metrics"_s,
            u"it is needed and missing; add the URLs, such as http://aigw.example.com:8082/metrics and "
            "http://aigw.example.com:8083/metrics."_s};
    }
    if (!generated.isOk()) {
        return generated;
    }
    const QString authority = deployment.trust.caBundle.section(u'/', -1);
    const QString folder = options.folder.isEmpty() ? u"/etc/prometheus"_s : options.folder;
    YamlText yaml;
    yaml.comment(headLines(GenerationKind::Prometheus, deployment) +
                 QStringList{u""_s, u"Test it with promtool check config before Prometheus is reloaded."_s,
                             u"Where prometheus.yml has scrape_configs already, add the jobs to that list."_s});
    yaml.blankLine();
    yaml.openMapping(u"global"_s);
    yaml.word(u"scrape_interval"_s, u"15s"_s);
    yaml.close();
    yaml.blankLine();
    yaml.openList(u"scrape_configs"_s);
    for (qsizetype i = 0; i < targets->size(); ++i) {
        writeJob(yaml, jobName(*targets, i), targets->at(i),
                 authority.isEmpty() ? QString{} : folder + u'/' + authority);
    }
    yaml.close();
    generated.text = yaml.text();
    return generated;
}

} // namespace duodoctor
