#include "snippet_checker.h"

#include "playbook/yaml_document.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

namespace duodoctor::test
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPatienceMs = 20'000;

/// nginx may live where only root looks.
QString programPath(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}) : found;
}

QString yamlProblem(const QString &text)
{
    // A list of environment variables is written as its lines stand in a file.
    const YamlDocument document = readYaml(text.toUtf8());
    return document.root ? QString{} : u"%1 (line %2)"_s.arg(document.problem).arg(document.problemLine);
}

QString jsonProblem(const QString &text)
{
    QJsonParseError error;
    QJsonDocument::fromJson(text.toUtf8(), &error);
    return error.error == QJsonParseError::NoError ? QString{} : error.errorString();
}

/// Takes the blocks `map` and `upstream`, which stand beside a server, out of a snippet.
QString takeOuterBlocks(QString &snippet)
{
    static const QRegularExpression block(uR"((?:^|\n)(?:map|upstream)\b[^{]*\{[^{}]*\})"_s);
    QString outer;
    for (auto match = block.match(snippet); match.hasMatch(); match = block.match(snippet)) {
        outer += match.captured() + u'\n';
        snippet.remove(match.capturedStart(), match.capturedLength());
    }
    return outer;
}

} // namespace

QStringList SnippetChecker::missingPrograms()
{
    QStringList missing;
    for (const QString &name : {u"sh"_s, u"ruby"_s, u"python3"_s, u"nginx"_s, u"openssl"_s}) {
        if (programPath(name).isEmpty()) {
            missing << name;
        }
    }
    return missing;
}

QString SnippetChecker::problemIn(const QString &snippet, const QString &language)
{
    if (language == "sh"_L1) {
        return parsed(u"sh"_s, {u"-n"_s}, snippet, u"sh"_s);
    }
    if (language == "ruby"_L1) {
        return parsed(u"ruby"_s, {u"-c"_s}, snippet, u"rb"_s);
    }
    if (language == "python"_L1) {
        return parsed(u"python3"_s, {u"-I"_s, u"-c"_s, u"import ast,sys; ast.parse(open(sys.argv[1]).read())"_s},
                      snippet, u"py"_s);
    }
    if (language == "yaml"_L1) {
        return yamlProblem(snippet);
    }
    if (language == "json"_L1) {
        return jsonProblem(snippet);
    }
    return language == "nginx"_L1 ? nginxProblem(snippet) : QString{};
}

QString SnippetChecker::parsed(const QString &program, const QStringList &arguments, const QString &text,
                               const QString &suffix)
{
    const QString path = m_folder.filePath(u"%1.%2"_s.arg(++m_number).arg(suffix));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8() + '\n') < 0) {
        return u"the snippet cannot be written"_s;
    }
    file.close();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(programPath(program), arguments + QStringList{path}, QIODevice::ReadOnly);
    if (!process.waitForFinished(kPatienceMs)) {
        process.kill();
        process.waitForFinished();
        return u"%1 did not end: %2"_s.arg(program, process.errorString());
    }
    const QString output = QString::fromUtf8(process.readAll()).replace(path, u"snippet"_s).trimmed();
    QFile::remove(path);
    return process.exitCode() == 0 ? QString{} : output.isEmpty() ? u"it is refused"_s : output;
}

/// Wraps the snippet in what it lacks. Names are not resolved, files of certificates are ours, and ports are high: the
/// test is of the words.
QString SnippetChecker::nginxProblem(const QString &snippet)
{
    static const QRegularExpression upstream(uR"(((?:proxy|grpc)_pass\s+\w+://)[^:/;\s]+)"_s);
    static const QRegularExpression file(uR"((ssl_certificate(?:_key)?\s+)[^;]+;)"_s);
    static const QRegularExpression port(uR"((listen\s+)\d+)"_s);
    static const QRegularExpression http2(uR"(http2\s+on;)"_s); // nginx before 1.25.1 knows it as a word of listen only
    const QString pem = m_folder.filePath(u"pair.pem"_s);
    if (!QFile::exists(pem)) {
        QProcess::execute(u"sh"_s, {u"-c"_s,
                                    u"openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x -keyout \"$1.key\" -out "
                                    "\"$1.crt\" >/dev/null 2>&1; cat \"$1.key\" \"$1.crt\" > \"$1\""_s,
                                    u"sh"_s, pem});
    }
    QString text = snippet;
    text.replace(upstream, u"\\1127.0.0.1"_s)
        .replace(file, u"\\1%1;"_s.arg(pem))
        .replace(port, u"\\1127.0.0.1:18443"_s);
    text.remove(http2);
    const QString outer = takeOuterBlocks(text);
    static const QRegularExpression server(uR"(^\s*server\s*\{)"_s);
    static const QRegularExpression pass(uR"(^\s*(?:proxy|grpc)_pass)"_s);
    if (pass.match(text).hasMatch()) {
        text = u"location / {\n%1\n}"_s.arg(text);
    }
    if (!server.match(text).hasMatch()) {
        text = u"server {\nlisten 127.0.0.1:18080;\n%1\n}"_s.arg(text);
    }
    return parsed(u"nginx"_s, {u"-q"_s, u"-t"_s, u"-p"_s, m_folder.path(), u"-e"_s, u"stderr"_s, u"-c"_s},
                  u"pid nginx.pid;\nevents {}\nhttp {\naccess_log off;\n%1\n%2\n}\n"_s.arg(outer, text), u"conf"_s);
}

} // namespace duodoctor::test
