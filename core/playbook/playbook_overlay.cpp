#include "playbook/playbook_overlay.h"

#include "playbook/playbook_folder.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>
#include <tuple>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Lists and reads the files of one overlay within its bounds.
class OverlayReader
{
public:
    explicit OverlayReader(const QString &folder)
        : m_folder(QFileInfo(folder).canonicalFilePath())
    {
    }

    PlaybookOverlay read()
    {
        if (m_folder.isEmpty() || !QFileInfo(m_folder).isDir() || !QFileInfo(m_folder).isReadable()) {
            report({}, u"is no folder that can be read"_s);
            return m_overlay;
        }
        if (!QFileInfo(m_folder + u"/articles"_s).isDir() && !QFileInfo(m_folder + u"/tree"_s).isDir()) {
            report({}, u"holds neither articles/ nor tree/"_s);
        }
        readArticles();
        readNodes();
        return m_overlay;
    }

private:
    void report(const QString &file, const QString &problem) { m_overlay.problems.append({file, 0, problem}); }
    QStringList filesIn(const QString &subfolder, const QString &pattern, qsizetype limit);
    bool isPlainFileWithin(const QString &name);
    void readArticles();
    void readNodes();

    QString m_folder; ///< without links
    PlaybookOverlay m_overlay;
};

/// Names relative to the folder, sorted. Special files are listed as well, so that they are told and not passed over.
QStringList OverlayReader::filesIn(const QString &subfolder, const QString &pattern, qsizetype limit)
{
    const QDir dir(m_folder + u'/' + subfolder);
    QStringList names = dir.entryList({pattern}, QDir::Files | QDir::System | QDir::Hidden, QDir::Name);
    if (names.size() > limit) {
        report(subfolder + u'/', u"holds %1 files; only the first %2 are read"_s.arg(names.size()).arg(limit));
        names = names.first(limit);
    }
    QStringList files;
    for (const QString &name : std::as_const(names)) {
        if (const QString file = subfolder + u'/' + name; isPlainFileWithin(file)) {
            files << file;
        }
    }
    return files;
}

bool OverlayReader::isPlainFileWithin(const QString &name)
{
    const QFileInfo info(m_folder + u'/' + name);
    const QString target = info.canonicalFilePath();
    if (target.isEmpty() || !target.startsWith(m_folder + u'/')) {
        report(name, u"is a link that leads out of the folder; it is not followed"_s);
        return false;
    }
    if (!info.isFile()) {
        report(name, u"is no plain file"_s);
        return false;
    }
    return true;
}

void OverlayReader::readArticles()
{
    static const QRegularExpression kebab(uR"(^[a-z0-9][a-z0-9-]{0,79}$)"_s);
    for (const QString &file : filesIn(u"articles"_s, u"*.md"_s, kMaxOverlayArticles)) {
        const QString id = QFileInfo(file).completeBaseName();
        if (!kebab.match(id).hasMatch()) {
            report(file, u"is named by no id; write it in small letters, digits and hyphens"_s);
            continue;
        }
        const ParsedArticle parsed = readArticle(m_folder, id);
        if (parsed.article && parsed.problems.isEmpty()) {
            m_overlay.articles.insert(id, *parsed.article);
        }
        m_overlay.problems += parsed.problems;
    }
}

void OverlayReader::readNodes()
{
    for (const QString &name : filesIn(u"tree"_s, u"*.yaml"_s, kMaxOverlayTreeFiles)) {
        const PlaybookFile file = readPlaybookFile(m_folder + u'/' + name);
        if (!file.problem.isEmpty()) {
            report(name, file.problem);
            continue;
        }
        parseTreeFile(name, file.text, m_overlay.tree);
        if (m_overlay.tree.tree.nodes.size() + m_overlay.tree.tree.entries.size() > kMaxOverlayNodes) {
            report(name, u"brings more than %1 nodes and entries; the tree is left out"_s.arg(kMaxOverlayNodes));
            m_overlay.tree = {};
            return;
        }
    }
    m_overlay.problems += m_overlay.tree.problems;
}

/// A node of ours that the overlay's walks pass by is no mistake.
bool isUnreachedNodeOfOurs(const PlaybookProblem &problem, const DecisionTree &overlay)
{
    return problem.problem.endsWith("no walk reaches it"_L1) &&
           std::ranges::none_of(overlay.nodes, [&problem](const TreeNode &node) {
               return problem.problem.startsWith(u"node `%1`:"_s.arg(node.id));
           });
}

} // namespace

PlaybookOverlay readOverlay(const QString &folder)
{
    return OverlayReader(folder).read();
}

ParsedTree mergedTree(const ParsedTree &own, const ParsedTree &overlay)
{
    ParsedTree merged = own;
    for (const TreeEntry &entry : overlay.tree.entries) {
        const auto same = std::ranges::find(merged.tree.entries, entry.id, &TreeEntry::id);
        if (same == merged.tree.entries.end()) {
            merged.tree.entries << entry;
        } else {
            *same = entry;
        }
    }
    merged.tree.nodes.insert(overlay.tree.nodes);
    merged.entryPlaces.insert(overlay.entryPlaces);
    merged.nodePlaces.insert(overlay.nodePlaces);
    merged.problems += overlay.problems;
    return merged;
}

QList<PlaybookProblem> overlayTreeProblems(const ParsedTree &own, const ParsedTree &overlay,
                                           const ArticleSource &articles, const PlaybookVocabulary &vocabulary)
{
    if (overlay.tree.nodes.isEmpty() && overlay.tree.entries.isEmpty()) {
        return overlay.problems;
    }
    const auto isSame = [](const PlaybookProblem &a, const PlaybookProblem &b) {
        return a.file == b.file && a.line == b.line && a.problem == b.problem;
    };
    const QList<PlaybookProblem> before = lintTree(own, articles, vocabulary);
    QList<PlaybookProblem> problems;
    for (const PlaybookProblem &found : lintTree(mergedTree(own, overlay), articles, vocabulary)) {
        const bool isOurs =
            std::ranges::any_of(before, [&](const PlaybookProblem &known) { return isSame(known, found); });
        if (!isOurs && !isUnreachedNodeOfOurs(found, overlay.tree)) {
            problems << found;
        }
    }
    return problems;
}

QList<PlaybookProblem> lintOverlay(const QString &overlay, const QString &own, const PlaybookVocabulary &vocabulary)
{
    const PlaybookOverlay read = readOverlay(overlay);
    PlaybookVocabulary known = vocabulary;
    const QStringList ownIds = articleIdsIn(own);
    const auto articleOf = [&](const QString &id) -> std::optional<Article> {
        if (const auto theirs = read.articles.constFind(id); theirs != read.articles.constEnd()) {
            return *theirs;
        }
        return ownIds.contains(id) ? std::optional{readArticle(own, id).article.value_or(Article{})} : std::nullopt;
    };
    QList<PlaybookProblem> problems = read.problems;
    const auto add = [&problems](const PlaybookProblem &found) {
        const bool isKnown = std::ranges::any_of(problems, [&found](const PlaybookProblem &other) {
            return other.file == found.file && other.line == found.line && other.problem == found.problem;
        });
        if (!isKnown) {
            problems << found;
        }
    };
    for (const QString &id : read.articles.keys()) {
        known.findings.insert(id);
        // Read again for its lines; the reader has seen that it is a plain file within the folder.
        std::ranges::for_each(lintArticle(readArticle(overlay, id), known), add);
    }
    std::ranges::for_each(overlayTreeProblems(readTree(own), read.tree, articleOf, known), add);
    std::ranges::stable_sort(problems, [](const PlaybookProblem &a, const PlaybookProblem &b) {
        return std::tie(a.file, a.line) < std::tie(b.file, b.line);
    });
    return problems;
}

PlaybookVocabulary overlayVocabulary(const QStringList &ids)
{
    PlaybookVocabulary vocabulary = builtInVocabulary();
    for (const QString &id : ids) {
        vocabulary.findings.insert(id);
    }
    return vocabulary;
}

QString overlayNotice(const QString &folder, const QList<PlaybookProblem> &problems)
{
    if (problems.isEmpty()) {
        return {};
    }
    const PlaybookProblem &first = problems.first();
    const QString place = first.line > 0         ? u"%1:%2: "_s.arg(first.file).arg(first.line)
                          : first.file.isEmpty() ? QString{}
                                                 : first.file + u' ';
    const QString more = problems.size() > 1 ? u" (and %1 more)"_s.arg(problems.size() - 1) : QString{};
    return u"A part of your own playbook in %1 is not used: %2%3%4. Ours holds there; `duo-doctor playbook lint "
           u"--overlay` "
           "says more."_s.arg(folder, place, first.problem, more);
}

QString defaultOverlayFolder()
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    const QString folder = config + "/duo-doctor/playbook"_L1;
    return !config.isEmpty() && QFileInfo(folder).isDir() ? folder : QString{};
}

} // namespace duodoctor
