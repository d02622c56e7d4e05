#include "lint/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <QHash>

#include <algorithm>
#include <exception>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qsizetype kMaxChars = 512 * 1024;
constexpr int kMaxNodes = 50'000;
constexpr size_t kMaxDepth = 60;

/// Ends the parsing from within an event.
struct Refusal : std::runtime_error {
    Refusal(const YAML::Mark &mark, const char *what)
        : std::runtime_error(what)
        , at(mark)
    {
    }
    YAML::Mark at;
};

Place placeOf(const YAML::Mark &mark)
{
    return {std::max(0, mark.line) + 1, std::max(0, mark.column) + 1};
}

int countOf(const YamlNode &node)
{
    int count = 1;
    for (const YamlNode &item : node.items) {
        count += countOf(item);
    }
    return count;
}

class TreeBuilder : public YAML::EventHandler
{
public:
    void OnDocumentStart(const YAML::Mark & /*mark*/) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        YamlNode node;
        node.place = placeOf(mark);
        take(std::move(node), mark, anchor);
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto known = m_anchors.find(anchor);
        YamlNode node = known == m_anchors.end() ? YamlNode{} : known->second;
        m_count += countOf(node);
        take(std::move(node), mark, 0);
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        YamlNode node;
        node.kind = YamlNode::Kind::Scalar;
        node.text = QString::fromStdString(value);
        node.place = placeOf(mark);
        node.isPlain = tag != "!";
        take(std::move(node), mark, anchor);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string & /*tag*/, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override
    {
        open(YamlNode::Kind::Sequence, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string & /*tag*/, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override
    {
        open(YamlNode::Kind::Mapping, mark, anchor);
    }
    void OnMapEnd() override { close(); }

    YamlTree tree;

private:
    struct Open {
        YamlNode node;
        YAML::Mark mark;
        YAML::anchor_t anchor = 0;
        std::optional<PlacedText> key;
        QHash<QString, bool> names;
    };

    void open(YamlNode::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (m_open.size() >= kMaxDepth) {
            throw Refusal(mark, "nested too deeply");
        }
        if (expectsKey()) {
            throw Refusal(mark, "a list or mapping stands where a name is expected");
        }
        Open next;
        next.node.kind = kind;
        next.node.place = placeOf(mark);
        next.mark = mark;
        next.anchor = anchor;
        m_open.push_back(std::move(next));
    }
    void close()
    {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        take(std::move(done.node), done.mark, done.anchor);
    }
    bool expectsKey() const { return !m_open.empty() && m_open.back().node.isMapping() && !m_open.back().key; }
    void take(YamlNode node, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (++m_count > kMaxNodes) {
            throw Refusal(mark, "too many values");
        }
        if (anchor != 0) {
            m_anchors[anchor] = node;
        }
        if (m_open.empty()) {
            tree.root = std::move(node);
        } else if (expectsKey()) {
            takeKey(node, mark);
        } else {
            addTo(m_open.back(), std::move(node), mark);
        }
    }
    void takeKey(const YamlNode &node, const YAML::Mark &mark)
    {
        Open &parent = m_open.back();
        parent.key = PlacedText{node.text, placeOf(mark)};
        bool &isKnown = parent.names[node.text];
        if (isKnown && node.text != "<<"_L1) {
            tree.duplicates.append(*parent.key);
        }
        isKnown = true;
    }
    static void addTo(Open &parent, YamlNode node, const YAML::Mark &mark)
    {
        node.keyPlace = parent.key ? parent.key->place : placeOf(mark);
        node.key = parent.key ? parent.key->text : QString{};
        parent.key.reset();
        parent.node.items.append(std::move(node));
    }

    int m_count = 0;
    std::vector<Open> m_open;
    std::map<YAML::anchor_t, YamlNode> m_anchors;
};

YamlTree problemAt(Place place, const QString &words)
{
    YamlTree tree;
    tree.problem = PlacedText{words, place};
    return tree;
}

} // namespace

const YamlNode *YamlNode::entry(QStringView name) const
{
    if (!isMapping()) {
        return nullptr;
    }
    // The last one of equal names counts, as for the programs that read such files.
    const auto found =
        std::find_if(items.crbegin(), items.crend(), [name](const YamlNode &item) { return item.key == name; });
    if (found != items.crend()) {
        return &*found;
    }
    for (const YamlNode &item : items) {
        if (item.key != "<<"_L1) {
            continue;
        }
        if (const YamlNode *merged = item.entry(name)) {
            return merged;
        }
        for (const YamlNode &each : item.items) {
            if (const YamlNode *merged = item.isSequence() ? each.entry(name) : nullptr) {
                return merged;
            }
        }
    }
    return nullptr;
}

const YamlNode *YamlNode::at(std::initializer_list<QStringView> names) const
{
    const YamlNode *node = this;
    for (const QStringView name : names) {
        node = node == nullptr ? nullptr : node->entry(name);
    }
    return node;
}

YamlTree readYamlTree(const QString &text)
{
    if (text.size() > kMaxChars) {
        return problemAt({}, u"it is larger than 512 KiB"_s);
    }
    TreeBuilder builder;
    try {
        std::istringstream stream(text.toStdString());
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
    } catch (const Refusal &refusal) {
        return problemAt(placeOf(refusal.at), QString::fromUtf8(refusal.what()));
    } catch (const YAML::Exception &error) {
        return problemAt(placeOf(error.mark), QString::fromStdString(error.msg));
    } catch (const std::exception &error) {
        return problemAt({}, QString::fromUtf8(error.what()));
    }
    return builder.tree;
}

} // namespace duodoctor
