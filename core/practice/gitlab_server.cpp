#include "practice/gitlab_server.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUuid>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// The public half of a 2048 bit key. Its other half was thrown away: the practice GitLab signs nothing.
constexpr auto kModulus = "q0eQWS-bjAqBsJFRum8GU6Fd_d50YD2fHbaTPwDoAVsEGzboAO_RcqdV2OBTJ0gL-HtAyn0uJxreSNrsKxYz8y"
                          "lbqWGu0qrg3V1zHXGL1EXy_HFVdssZVAYlavrv6D9KbWW2XWNeKYaSVDyyVQl1kio7u9fIVlXVMPgEyOVz4NJ-"
                          "XoCjZPO39ZE1hSpUzYv4WdAim6UlQR5J4_nUQLs5JKdF-ptx9hcbRNG03N7mYqi0HM27znnTKqvKaqnsDy3xQe"
                          "hnLG3Jur9diSU1BJUMN15BiU3i7RLNG2m4jisRwV3V0saljLCxyONQ1lOkHPr6Alb_UTOX-IUubSAfQwo3nQ";
constexpr auto kKeyId = "LKa2jCuc4WpeT9e1xYjaYduFRFmC1CA8HzdY0J3wORw";

HeaderList ownHeaders()
{
    return {{"server", "nginx"},
            {"x-request-id", QUuid::createUuid().toByteArray(QUuid::WithoutBraces)},
            {"x-gitlab-meta", "{\"version\":\"1\"}"}};
}

QJsonObject discovery(const QByteArray &externalUrl)
{
    const QString url = QString::fromLatin1(externalUrl);
    return {{u"issuer"_s, url},
            {u"authorization_endpoint"_s, url + u"/oauth/authorize"_s},
            {u"token_endpoint"_s, url + u"/oauth/token"_s},
            {u"userinfo_endpoint"_s, url + u"/oauth/userinfo"_s},
            {u"jwks_uri"_s, url + u"/oauth/discovery/keys"_s},
            {u"response_types_supported"_s, QJsonArray{u"code"_s}},
            {u"subject_types_supported"_s, QJsonArray{u"public"_s}},
            {u"id_token_signing_alg_values_supported"_s, QJsonArray{u"RS256"_s}}};
}

QJsonObject keySet(bool isEmpty)
{
    const QJsonObject key{{u"kty"_s, u"RSA"_s}, {u"n"_s, QString::fromLatin1(kModulus)},
                          {u"e"_s, u"AQAB"_s},  {u"kid"_s, QString::fromLatin1(kKeyId)},
                          {u"use"_s, u"sig"_s}, {u"alg"_s, u"RS256"_s}};
    return {{u"keys"_s, isEmpty ? QJsonArray{} : QJsonArray{key}}};
}

ServedAnswer page(int status, const QByteArray &title)
{
    const QByteArray html =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta content=\"GitLab\" property=\"og:site_name\">\n"
        "<title>" +
        title + "</title>\n</head>\n<body>\n<h1>" + title + "</h1>\n</body>\n</html>\n";
    return textAnswer(status, html, "text/html; charset=utf-8", ownHeaders());
}

ServedAnswer startingPage()
{
    ServedAnswer answer = nginxErrorAnswer(502);
    answer.body = "<!DOCTYPE html>\n<html>\n<head>\n<title>GitLab is not responding (502)</title>\n</head>\n<body>\n"
                  "<h1>502</h1>\n<h3>Whoops, GitLab is taking too much time to respond.</h3>\n</body>\n</html>\n";
    return answer;
}

} // namespace

ServedAnswer gitlabAnswer(const GitlabBehaviour &behaviour, const ServedRequest &request)
{
    if (behaviour.state == GitlabState::Starting) {
        return startingPage();
    }
    const QByteArray &path = request.path;
    if (path == "/.well-known/openid-configuration") {
        return jsonAnswer(200, discovery(behaviour.externalUrl), ownHeaders());
    }
    if (path == "/oauth/discovery/keys") {
        return jsonAnswer(200, keySet(behaviour.state == GitlabState::NoKeys), ownHeaders());
    }
    if (path == "/api/v4/projects") {
        return textAnswer(200, "[]", "application/json", ownHeaders());
    }
    if (path == "/-/health") {
        return textAnswer(200, "GitLab OK", "text/plain; charset=utf-8", ownHeaders());
    }
    if (path == "/-/liveness" || path == "/-/readiness") {
        return jsonAnswer(200, {{u"status"_s, u"ok"_s}}, ownHeaders());
    }
    if (path.startsWith("/api/v4/")) {
        return path == "/api/v4/version" || path == "/api/v4/metadata" || path == "/api/v4/user"
                   ? jsonAnswer(401, {{u"message"_s, u"401 Unauthorized"_s}}, ownHeaders())
                   : jsonAnswer(404, {{u"error"_s, u"404 Not Found"_s}}, ownHeaders());
    }
    if (path == "/users/sign_in") {
        return page(200, "Sign in \xc2\xb7 GitLab");
    }
    if (path == "/") {
        return textAnswer(302, {}, "text/html; charset=utf-8",
                          ownHeaders() + HeaderList{{"location", behaviour.externalUrl + "/users/sign_in"}});
    }
    return page(404, "The page you're looking for could not be found (404)");
}

} // namespace duodoctor
