#include "lint/nginx_tree.h"

#include "lint/text_cursor.h"

#include <QSet>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr size_t kMaxDepth = 40;

struct NginxToken {
    QString text;
    Place place;
    Place end; ///< behind its last character
    bool isQuoted = false;
    bool isMark(QChar mark) const { return !isQuoted && text.size() == 1 && text[0] == mark; }
};

class NginxTokenizer
{
public:
    explicit NginxTokenizer(QStringView text)
        : m_text(text)
    {
    }

    QList<NginxToken> read(QList<PlacedText> &problems)
    {
        QList<NginxToken> tokens;
        while (!m_text.atEnd()) {
            const QChar c = m_text.peek();
            if (c.isSpace()) {
                m_text.advance();
            } else if (c == u'#') {
                m_text.skipLine();
            } else {
                tokens.append(readToken(problems));
            }
        }
        return tokens;
    }

private:
    static bool isMark(QChar c) { return c == u';' || c == u'{' || c == u'}'; }
    void take(NginxToken &token)
    {
        token.text.append(m_text.peek());
        m_text.advance();
    }

    NginxToken readToken(QList<PlacedText> &problems)
    {
        NginxToken token;
        token.place = m_text.place();
        const QChar c = m_text.peek();
        if (isMark(c)) {
            take(token);
        } else if (c == u'"' || c == u'\'') {
            readQuoted(token, c, problems);
        } else {
            readBare(token);
        }
        token.end = m_text.place();
        return token;
    }
    void readQuoted(NginxToken &token, QChar quote, QList<PlacedText> &problems)
    {
        token.isQuoted = true;
        m_text.advance();
        while (!m_text.atEnd() && m_text.peek() != quote) {
            if (m_text.peek() == u'\\' && !m_text.atEnd(1)) {
                m_text.advance();
            }
            take(token);
        }
        if (m_text.atEnd()) {
            problems.append({u"a quotation mark opens here and is never closed"_s, token.place});
            return;
        }
        m_text.advance();
    }
    void readBare(NginxToken &token)
    {
        while (!m_text.atEnd() && !m_text.peek().isSpace() && m_text.peek() != u';') {
            const QChar c = m_text.peek();
            if (c == u'$' && m_text.peek(1) == u'{') {
                while (!m_text.atEnd() && m_text.peek() != u'}' && !m_text.peek().isSpace()) {
                    take(token);
                }
                continue;
            }
            if (c == u'{' || (c == u'}' && !token.text.contains(u"${"))) {
                return;
            }
            take(token);
        }
    }

    TextCursor m_text;
};

class NginxParser
{
public:
    explicit NginxParser(const QString &text)
    {
        m_tokens = NginxTokenizer(text).read(m_tree.problems);
        if (!m_tree.problems.isEmpty()) {
            m_tokens.clear(); // nothing behind an open quotation mark is what it seems
        }
    }

    NginxTree read()
    {
        m_open.push_back(NginxDirective{});
        m_open.back().hasBlock = true;
        for (m_at = 0; m_at < m_tokens.size(); ++m_at) {
            take(m_tokens.at(m_at));
        }
        finish();
        m_tree.root = std::move(m_open.front());
        return std::move(m_tree);
    }

private:
    void problem(Place at, const QString &words) { m_tree.problems.append({words, at}); }

    void take(const NginxToken &token)
    {
        if (token.isMark(u';')) {
            endDirective();
        } else if (token.isMark(u'{')) {
            openBlock(token);
        } else if (token.isMark(u'}')) {
            missingSemicolon();
            closeBlock(token);
        } else if (!m_hasDirective) {
            begin(token);
        } else if (beginsAnew(token)) {
            missingSemicolon();
            begin(token);
        } else {
            m_directive.arguments.append({token.text, token.place});
            m_end = token.end;
        }
    }
    bool beginsAnew(const NginxToken &token) const
    {
        return !token.isQuoted && token.place.line > m_end.line && isNginxDirective(token.text);
    }
    void begin(const NginxToken &token)
    {
        m_hasDirective = true;
        m_directive = NginxDirective{token.text, token.place, {}, {}, false};
        m_end = token.end;
    }
    void endDirective()
    {
        if (m_hasDirective) {
            m_open.back().items.append(m_directive);
        }
        m_hasDirective = false;
    }
    void missingSemicolon()
    {
        if (m_hasDirective) {
            problem(m_end, u"the semicolon behind %1 is missing"_s.arg(m_directive.name));
            endDirective();
        }
    }
    void openBlock(const NginxToken &token)
    {
        if (!m_hasDirective) {
            problem(token.place, u"a brace opens here without a name before it"_s);
            m_directive = NginxDirective{{}, token.place, {}, {}, false};
        }
        if (m_open.size() >= kMaxDepth) {
            problem(token.place, u"nested too deeply"_s);
            m_hasDirective = false;
            return;
        }
        m_directive.hasBlock = true;
        m_open.push_back(m_directive);
        m_hasDirective = false;
    }
    void closeBlock(const NginxToken &token)
    {
        if (m_open.size() == 1) {
            problem(token.place, u"this brace closes nothing"_s);
            return;
        }
        NginxDirective done = std::move(m_open.back());
        m_open.pop_back();
        m_open.back().items.append(std::move(done));
    }
    void finish()
    {
        missingSemicolon();
        while (m_open.size() > 1) {
            problem(m_open.back().place, u"the block of %1 is never closed"_s.arg(m_open.back().name));
            closeBlock({});
        }
    }

    QList<NginxToken> m_tokens;
    qsizetype m_at = 0;
    NginxTree m_tree;
    std::vector<NginxDirective> m_open;
    NginxDirective m_directive;
    bool m_hasDirective = false;
    Place m_end;
};

} // namespace

const NginxDirective *NginxDirective::find(QStringView wanted) const
{
    const auto found = std::find_if(items.crbegin(), items.crend(),
                                    [wanted](const NginxDirective &item) { return item.name == wanted; });
    return found == items.crend() ? nullptr : &*found;
}

bool NginxDirective::hasArgument(QStringView text) const
{
    return std::ranges::any_of(arguments, [text](const PlacedText &argument) { return argument.text == text; });
}

bool isNginxDirective(const QString &name)
{
    static const QSet<QString> kNames{u"server"_s,
                                      u"location"_s,
                                      u"listen"_s,
                                      u"server_name"_s,
                                      u"upstream"_s,
                                      u"http"_s,
                                      u"events"_s,
                                      u"include"_s,
                                      u"return"_s,
                                      u"root"_s,
                                      u"access_log"_s,
                                      u"error_log"_s,
                                      u"log_format"_s,
                                      u"map"_s,
                                      u"if"_s,
                                      u"set"_s,
                                      u"add_header"_s,
                                      u"client_max_body_size"_s,
                                      u"http2"_s,
                                      u"keepalive"_s,
                                      u"keepalive_timeout"_s,
                                      u"sendfile"_s,
                                      u"user"_s,
                                      u"pid"_s,
                                      u"worker_processes"_s,
                                      u"worker_connections"_s,
                                      u"default_type"_s,
                                      u"gzip"_s,
                                      u"rewrite"_s,
                                      u"resolver"_s,
                                      u"server_tokens"_s,
                                      u"tcp_nopush"_s,
                                      u"tcp_nodelay"_s,
                                      u"allow"_s,
                                      u"deny"_s,
                                      u"try_files"_s};
    return kNames.contains(name) || name.startsWith("proxy_"_L1) || name.startsWith("grpc_"_L1) ||
           name.startsWith("ssl_"_L1);
}

NginxTree readNginx(const QString &text)
{
    return NginxParser(text).read();
}

} // namespace duodoctor
