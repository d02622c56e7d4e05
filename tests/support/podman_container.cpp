#include "support/podman_container.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPatienceMs = 120'000;
constexpr QLatin1StringView kPython{"/usr/bin/python3"};

/// @return empty when it worked, else what the program said.
QString run(const QString &program, const QStringList &arguments, QByteArray *output = nullptr)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(kPatienceMs)) {
        return program + u": "_s + process.errorString();
    }
    if (output) {
        *output = process.readAllStandardOutput();
    }
    const QString said = QString::fromUtf8(process.readAllStandardError()).trimmed();
    return process.exitCode() == 0 ? QString() : u"%1: %2"_s.arg(program, said.isEmpty() ? u"failed"_s : said);
}

QStringList podmanWords()
{
    return {u"--runtime"_s, u"runc"_s, u"--cgroup-manager=cgroupfs"_s};
}

QString imageName(PodmanContainer::Contents contents)
{
    return contents == PodmanContainer::Contents::Python ? u"localhost/duodoctor-test-python:1"_s
                                                         : u"localhost/duodoctor-test:1"_s;
}

QString addBusybox(const QString &root)
{
    for (const QString &folder : {u"bin"_s, u"etc"_s, u"tmp"_s, u"proc"_s, u"sys"_s, u"dev"_s, u"root"_s}) {
        QDir(root).mkpath(folder);
    }
    QByteArray applets;
    if (const QString trouble = run(u"/bin/busybox"_s, {u"--list"_s}, &applets); !trouble.isEmpty()) {
        return trouble;
    }
    QFile::copy(u"/bin/busybox"_s, root + "/bin/busybox"_L1);
    for (const QByteArray &applet : applets.split('\n')) {
        if (!applet.isEmpty() && applet != "busybox") {
            QFile::link(u"busybox"_s, root + "/bin/"_L1 + QString::fromUtf8(applet));
        }
    }
    QFile users(root + "/etc/passwd"_L1);
    if (users.open(QIODevice::WriteOnly)) {
        users.write("root:x:0:0:root:/root:/bin/sh\n");
    }
    return {};
}

/// The files that a program is linked with.
QSet<QString> librariesOf(const QString &program)
{
    QByteArray listing;
    run(u"ldd"_s, {program}, &listing);
    QSet<QString> libraries;
    for (const QString &word : QString::fromUtf8(listing).simplified().split(u' ')) {
        if (word.startsWith(u'/')) {
            libraries << word;
        }
    }
    return libraries;
}

QString addPython(const QString &root)
{
    QByteArray output;
    const QString trouble =
        run(kPython, {u"-c"_s, u"import sysconfig; print(sysconfig.get_path('stdlib'))"_s}, &output);
    if (!trouble.isEmpty()) {
        return trouble;
    }
    const QString library = QString::fromUtf8(output).trimmed();
    QSet<QString> files = librariesOf(kPython);
    const QDir extensions(library + "/lib-dynload"_L1);
    for (const QString &extension : extensions.entryList({u"*.so"_s}, QDir::Files)) {
        files += librariesOf(extensions.filePath(extension));
    }
    for (const QString &file : std::as_const(files)) {
        QDir().mkpath(root + QFileInfo(file).path());
        QFile::copy(QFileInfo(file).canonicalFilePath(), root + file);
    }
    QDir().mkpath(root + "/usr/bin"_L1);
    QFile::copy(QFileInfo(kPython).canonicalFilePath(), root + kPython);
    QDir().mkpath(root + QFileInfo(library).path());
    return run(u"sh"_s, {u"-c"_s,
                         u"tar -C \"$1\" --exclude=test --exclude=tests --exclude=__pycache__ --exclude=idlelib "
                         "--exclude=tkinter --exclude=ensurepip --exclude=dist-packages -cf - . | "
                         "(mkdir -p \"$2\" && tar -C \"$2\" -xf -)"_s,
                         u"copy"_s, library, root + library});
}

QString buildImage(PodmanContainer::Contents contents)
{
    const QString image = imageName(contents);
    if (run(u"podman"_s, {u"image"_s, u"exists"_s, image}).isEmpty()) {
        return {};
    }
    const QTemporaryDir folder;
    const QString root = folder.filePath(u"root"_s);
    QDir().mkpath(root);
    QString trouble = addBusybox(root);
    if (trouble.isEmpty() && contents == PodmanContainer::Contents::Python) {
        trouble = addPython(root);
    }
    const QString archive = folder.filePath(u"image.tar"_s);
    if (trouble.isEmpty()) {
        trouble = run(u"tar"_s, {u"-C"_s, root, u"-cf"_s, archive, u"."_s});
    }
    return trouble.isEmpty() ? run(u"podman"_s, {u"import"_s, archive, image}) : trouble;
}

} // namespace

PodmanContainer::~PodmanContainer()
{
    if (!m_name.isEmpty()) {
        run(u"podman"_s, podmanWords() + QStringList{u"rm"_s, u"-f"_s, u"-t"_s, u"0"_s, m_name});
    }
}

QString PodmanContainer::start(const Setup &setup)
{
    if (const QString trouble = buildImage(setup.contents); !trouble.isEmpty()) {
        return trouble;
    }
    static int count = 0;
    m_name = u"duodoctor-test-%1-%2"_s.arg(QCoreApplication::applicationPid()).arg(++count);
    QStringList words = podmanWords();
    words << u"run"_s << u"-d"_s << u"--pull=never"_s << u"--name"_s << m_name << u"--network"_s << setup.network;
    words << u"--ulimit"_s << u"nofile=1024:1024"_s << u"--ulimit"_s << u"nproc=1024:1024"_s;
    words << u"--log-driver"_s << u"k8s-file"_s;
    for (const QString &variable : setup.environment) {
        words << u"--env"_s << variable;
    }
    return run(u"podman"_s, words + setup.options + QStringList{imageName(setup.contents)} + setup.command);
}

QString PodmanContainer::stop()
{
    return run(u"podman"_s, podmanWords() + QStringList{u"stop"_s, u"-t"_s, u"0"_s, m_name});
}

} // namespace duodoctor
