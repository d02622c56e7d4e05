#include "playbook/yaml_document.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Ends the parsing from within an event.
struct Refusal : std::runtime_error {
    Refusal(const YAML::Mark &mark, const char *what)
        : std::runtime_error(what)
        , line(mark.line)
    {
    }
    int line;
};

/// Builds our values from the parser's events: the library's own nodes share what aliases name, which a few hostile
/// lines turn into more values than fit into memory.
class ValueBuilder : public YAML::EventHandler
{
public:
    explicit ValueBuilder(int firstLine)
        : m_firstLine(firstLine)
    {
    }

    void OnDocumentStart(const YAML::Mark & /*mark*/) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        refuseAnchor(mark, anchor);
        if (expectsKey()) {
            throw Refusal(mark, "a key is missing");
        }
        add({YamlValue::Kind::Null, {}, lineOf(mark), {}, {}}, mark);
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t /*anchor*/) override
    {
        throw Refusal(mark, "anchors and aliases are not used here");
    }
    void OnScalar(const YAML::Mark &mark, const std::string & /*tag*/, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        refuseAnchor(mark, anchor);
        const QString text = QString::fromStdString(value);
        if (!expectsKey()) {
            add({YamlValue::Kind::Scalar, {}, lineOf(mark), text, {}}, mark);
            return;
        }
        if (m_open.back().value.entry(text)) {
            throw Refusal(mark, "a key stands twice");
        }
        m_open.back().key = text;
        m_open.back().keyLine = lineOf(mark);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string & /*tag*/, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override
    {
        open(YamlValue::Kind::Sequence, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string & /*tag*/, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override
    {
        open(YamlValue::Kind::Mapping, mark, anchor);
    }
    void OnMapEnd() override { close(); }

    YamlValue root() const { return m_root; }

private:
    struct Open {
        YamlValue value;
        std::optional<QString> key; ///< read, its value still to come
        int keyLine = 0;
        YAML::Mark mark;
    };

    int lineOf(const YAML::Mark &mark) const { return mark.line + m_firstLine; }
    bool expectsKey() const
    {
        return !m_open.empty() && m_open.back().value.kind == YamlValue::Kind::Mapping && !m_open.back().key;
    }
    static void refuseAnchor(const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (anchor != 0) {
            throw Refusal(mark, "anchors and aliases are not used here");
        }
    }
    void open(YamlValue::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        refuseAnchor(mark, anchor);
        if (expectsKey()) {
            throw Refusal(mark, "a key must be plain text");
        }
        if (m_open.size() >= static_cast<size_t>(kMaxYamlDepth)) {
            throw Refusal(mark, "nested too deeply");
        }
        m_open.push_back({{kind, {}, lineOf(mark), {}, {}}, std::nullopt, 0, mark});
    }
    void close()
    {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        add(std::move(done.value), done.mark);
    }
    void add(YamlValue value, const YAML::Mark &mark)
    {
        if (++m_count > kMaxYamlValues) {
            throw Refusal(mark, "too many values");
        }
        if (m_open.empty()) {
            m_root = std::move(value);
            return;
        }
        Open &parent = m_open.back();
        if (parent.key) {
            value.key = *parent.key;
            value.line = parent.keyLine;
            parent.key.reset();
        }
        parent.value.items.append(std::move(value));
    }

    int m_firstLine;
    int m_count = 0;
    YamlValue m_root;
    std::vector<Open> m_open;
};

} // namespace

const YamlValue *YamlValue::entry(QStringView name) const
{
    const auto found = std::ranges::find_if(items, [name](const YamlValue &item) { return item.key == name; });
    return kind == Kind::Mapping && found != items.end() ? &*found : nullptr;
}

YamlDocument readYaml(QByteArrayView bytes, int firstLine)
{
    YamlDocument document;
    try {
        std::istringstream stream(std::string(bytes.data(), static_cast<size_t>(bytes.size())));
        YAML::Parser parser(stream);
        ValueBuilder builder(firstLine);
        if (!parser.HandleNextDocument(builder)) {
            document.problem = u"is empty"_s;
            document.problemLine = firstLine;
            return document;
        }
        ValueBuilder second(firstLine);
        if (parser.HandleNextDocument(second)) {
            document.problem = u"holds more than one YAML document"_s;
            document.problemLine = firstLine;
            return document;
        }
        document.root = builder.root();
    } catch (const Refusal &refusal) {
        document.problem = u"is not readable: %1"_s.arg(QLatin1StringView(refusal.what()));
        document.problemLine = refusal.line + firstLine;
    } catch (const YAML::Exception &error) {
        document.problem = u"is not valid YAML: %1"_s.arg(QString::fromStdString(error.msg));
        document.problemLine = qMax(0, error.mark.line) + firstLine;
    } catch (const std::exception &error) {
        document.problem = u"is not readable: %1"_s.arg(QString::fromUtf8(error.what()));
        document.problemLine = firstLine;
    }
    return document;
}

} // namespace duodoctor
