#include "scripted_call.h"

#include "playbook/yaml_document.h"
#include "session/session.h"
#include "session/walkthrough.h"
#include "support/session_run.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPatienceMs = 20'000;
constexpr int kMaxSteps = 60;

/// Names of the sample texts, under a domain that exists nowhere: a call comes from outside.
QByteArray outside(QByteArray text)
{
    return text.replace("example.com", "example.invalid");
}

/// A sample file of another suite without the line that says what that suite expects.
QByteArray withoutHead(QByteArray text)
{
    while (text.startsWith("expect:") || text.startsWith("deployment:")) {
        text = text.mid(text.indexOf('\n') + 1);
    }
    return text;
}

Deployment sample()
{
    Deployment deployment;
    deployment.name = u"Call"_s;
    deployment.gitlab.url = u"https://gitlab.example.invalid"_s;
    deployment.gitlab.version = GitLabVersion::parse(u"18.5.1"_s);
    deployment.gitlab.user = u"alice"_s;
    deployment.gitlab.reach.via = ReachVia::Paste;
    deployment.aiGateway.url = u"https://aigw.example.invalid"_s;
    deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.invalid:50052"_s, false};
    deployment.aiGateway.reach.via = ReachVia::Paste;
    deployment.proxy.mode = ProxyMode::None;
    Model model;
    model.name = u"mistral"_s;
    model.family = u"mistral"_s;
    model.provider = u"vllm"_s;
    model.identifier = u"custom_openai/Mistral-Small"_s;
    model.endpoint = u"http://vllm.example.invalid:8000/v1"_s;
    deployment.models << model;
    return deployment;
}

/// What is different in this call's deployment; false for a word that is not known here.
bool change(Deployment &deployment, const QString &what, const QString &to)
{
    if (what == "version"_L1) {
        deployment.gitlab.version = to.isEmpty() ? std::nullopt : GitLabVersion::parse(to);
    } else if (what == "gateway"_L1) {
        deployment.aiGateway.url = to;
    } else if (what == "image"_L1) {
        deployment.aiGateway.image = to;
    } else if (what == "endpoint"_L1) {
        deployment.models.first().endpoint = to;
    } else if (what == "identifier"_L1) {
        deployment.models.first().identifier = to;
    } else if (what == "family"_L1) {
        deployment.models.first().family = to;
    } else if (what == "offline"_L1) {
        deployment.offline = true;
    } else if (what == "models"_L1) {
        deployment.models.clear();
    } else if (what == "agent-platform"_L1) {
        deployment.aiGateway.agentPlatform.reset();
        if (!to.isEmpty()) {
            deployment.aiGateway.agentPlatform = AgentPlatform{to, false};
        }
    } else if (what == "gateway-installation"_L1) {
        deployment.aiGateway.installation = gatewayInstallationFromWire(to);
    } else {
        return false;
    }
    return true;
}

/// A text as it stands, or `{file: …}` below tests/data.
QByteArray textOf(const YamlValue &value, QString &problem)
{
    const YamlValue *file = value.entry(u"file");
    if (!file) {
        return outside(value.scalar.toUtf8());
    }
    QFile source(QStringLiteral(DUODOCTOR_TEST_DATA "/") + file->scalar);
    if (!source.open(QIODevice::ReadOnly)) {
        problem = u"there is no %1"_s.arg(file->scalar);
        return {};
    }
    return outside(withoutHead(source.readAll()));
}

QString scalarOf(const YamlValue &call, QStringView key)
{
    const YamlValue *value = call.entry(key);
    return value ? value->scalar : QString{};
}

ScriptedCall readCall(const YamlValue &value, QString &problem)
{
    ScriptedCall call{scalarOf(value, u"name"), scalarOf(value, u"entry"), sample(), {}, {}, scalarOf(value, u"end")};
    if (call.name.isEmpty() || call.entry.isEmpty() || call.end.isEmpty()) {
        problem = u"line %1: a call has a name, an entry and an end"_s.arg(value.line);
    }
    if (const YamlValue *changes = value.entry(u"deployment")) {
        for (const YamlValue &entry : changes->items) {
            if (!change(call.deployment, entry.key, entry.scalar)) {
                problem = u"line %1: %2"_s.arg(entry.line).arg(entry.key);
            }
        }
    }
    if (const YamlValue *answers = value.entry(u"answers")) {
        for (const YamlValue &entry : answers->items) {
            call.answers.insert(entry.key, entry.scalar);
        }
    }
    if (const YamlValue *texts = value.entry(u"texts")) {
        for (const YamlValue &entry : texts->items) {
            call.texts.insert(entry.key, textOf(entry, problem));
        }
    }
    return call;
}

/// One walk, step by step.
class Play
{
public:
    Play(Session &session, const ScriptedCall &call)
        : m_session(session)
        , m_walk(session.walkthrough())
        , m_call(call)
    {
    }

    PlayedCall played()
    {
        m_walk.start(m_call.entry);
        for (int i = 0; i < kMaxSteps && m_played.trouble.isEmpty() && goOn(); ++i) {
        }
        m_played.questions = m_walk.questionsAsked();
        m_played.story = m_lines.join(u'\n');
        return m_played;
    }

private:
    void trouble(const QString &words) { m_played.trouble = words; }
    void tell(const QString &words) { m_lines << u"  "_s + words; }

    bool waited()
    {
        const bool isDone = QTest::qWaitFor([this] { return !m_walk.isWaitingForChecks(); }, kPatienceMs);
        if (!isDone) {
            trouble(u"the checks did not end"_s);
        }
        return isDone;
    }

    /// One step. @return false at the end.
    bool goOn()
    {
        if (!m_walk.current()) {
            trouble(u"there is no such entry"_s);
            return false;
        }
        if (!waited()) {
            return false;
        }
        const TreeNode &node = *m_walk.current();
        switch (node.kind) {
        case TreeNodeKind::Question:
            return answered(node);
        case TreeNodeKind::Evidence:
            return brought(node.id, node.id);
        case TreeNodeKind::Checks:
            return looked(node);
        case TreeNodeKind::Article:
        case TreeNodeKind::Escalation:
        case TreeNodeKind::End:
            break;
        }
        const Finding *finding = m_walk.endFinding();
        m_played.end = finding ? finding->id.toString() : node.article.isEmpty() ? node.id : node.article;
        tell(u"end: %1 at %2"_s.arg(m_played.end, node.id));
        return false;
    }

    bool answered(const TreeNode &node)
    {
        const QString answer = m_call.answers.value(node.id);
        tell(u"%1 (asks): %2"_s.arg(node.id, answer));
        m_walk.answer(answer);
        if (m_walk.current() == &node) {
            trouble(u"%1 is asked, and the call has no answer of its own"_s.arg(node.id));
        }
        return true;
    }

    bool looked(const TreeNode &node)
    {
        const std::optional<HandRequest> request = m_walk.handRequest();
        if (!request) {
            trouble(u"%1 leads nowhere"_s.arg(node.id));
            return false;
        }
        return brought(request->key.check.toString(), node.id);
    }

    bool brought(const QString &key, const QString &place)
    {
        if (!m_call.texts.contains(key)) {
            tell(u"%1 (%2): passed over"_s.arg(place, key));
            m_walk.passOver();
            return true;
        }
        tell(u"%1 (%2): brought"_s.arg(place, key));
        std::optional<HandReading> reading;
        const auto connection = QObject::connect(&m_session, &Session::handRead, &m_session,
                                                 [&](const HandReading &read) { reading = read; });
        m_walk.answerByHand({m_call.texts.value(key), {}});
        const bool isRead = QTest::qWaitFor([&] { return reading.has_value(); }, kPatienceMs);
        QObject::disconnect(connection);
        if (!isRead || !reading->isRecognised()) {
            trouble(u"the text for %1 was not recognised"_s.arg(key));
        }
        return true;
    }

    Session &m_session;
    Walkthrough &m_walk;
    const ScriptedCall &m_call;
    PlayedCall m_played;
    QStringList m_lines;
};

} // namespace

QList<ScriptedCall> readCalls(const QString &folder, QString &problem)
{
    QList<ScriptedCall> calls;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        const bool isOpen = file.open(QIODevice::ReadOnly);
        const YamlDocument document = readYaml(isOpen ? file.readAll() : QByteArray{});
        if (!document.root) {
            problem = u"%1:%2: %3"_s.arg(name).arg(document.problemLine).arg(document.problem);
            return {};
        }
        for (const YamlValue &call : document.root->items) {
            QString wrong;
            calls << readCall(call, wrong);
            if (!wrong.isEmpty()) {
                problem = u"%1: %2"_s.arg(name, wrong);
                return {};
            }
        }
    }
    return calls;
}

PlayedCall play(Session &session, const ScriptedCall &call)
{
    session.setDeployment(call.deployment);
    SessionOptions options;
    options.probeLimit = std::chrono::seconds(2);
    session.setOptions(options);
    return Play(session, call).played();
}

} // namespace duodoctor
