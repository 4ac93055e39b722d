<?php

/**
 * auth0-php: the code flow with PKCE by its authentication client, the ID token verified by the certificate (x5c) of the key
 * set. It takes a tenant for an https address without a port, so its requests are led to the server of this machine.
 */

declare(strict_types=1);

use Auth0\SDK\API\Authentication;
use Auth0\SDK\Configuration\SdkConfiguration;
use Auth0\SDK\Exception\InvalidTokenException;
use Auth0\SDK\Token;
use Auth0\SDK\Utility\PKCE;
use GuzzleHttp\Client;
use GuzzleHttp\Psr7\HttpFactory;
use GuzzleHttp\Psr7\Uri;
use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;

require getenv('INSTALLED') . '/autoload.php';

const TENANT = 'tenant.example';

final class Here implements ClientInterface
{
    public function sendRequest(RequestInterface $request): ResponseInterface
    {
        $server = new Uri(getenv('ISSUER'));
        $uri = $request->getUri()->withScheme($server->getScheme())->withHost($server->getHost())->withPort($server->getPort());

        return (new Client(['http_errors' => false]))->sendRequest($request->withUri($uri));
    }
}

function here(string $address): string
{
    return str_replace('https://' . TENANT . '/', getenv('ISSUER'), $address);
}

/** @param array<string, mixed> $value */
function json(array $value, int $status = 200): void
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo json_encode((object) $value);
}

/** @return array<string, mixed> the members of an answer that gives tokens; null where it refuses */
function tokens(ResponseInterface $answer): ?array
{
    return $answer->getStatusCode() === 200 ? json_decode((string) $answer->getBody(), true) : null;
}

/** @param array<string, mixed> $given */
function keep(array $given): void
{
    $_SESSION['access_token'] = $given['access_token'];
    $_SESSION['refresh_token'] = $given['refresh_token'] ?? $_SESSION['refresh_token'];
}

$factory = new HttpFactory();
$configuration = new SdkConfiguration(
    domain: TENANT,
    clientId: getenv('CLIENT_ID'),
    clientSecret: getenv('CLIENT_SECRET'),
    cookieSecret: getenv('SESSION_KEY'),
    redirectUri: getenv('ORIGIN') . '/callback',
    audience: [getenv('AUDIENCE')],
    scope: ['openid', 'profile', 'email', 'offline_access', 'read:appointments'],
    httpClient: new Here(),
    httpRequestFactory: $factory,
    httpResponseFactory: $factory,
    httpStreamFactory: $factory,
);
$authentication = new Authentication($configuration);
session_start();

switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/login':
        $verifier = PKCE::generateCodeVerifier();
        $_SESSION['asked'] = ['state' => bin2hex(random_bytes(16)), 'nonce' => bin2hex(random_bytes(16)), 'verifier' => $verifier];
        header('Location: ' . here($authentication->getLoginLink($_SESSION['asked']['state'], params: [
            'nonce' => $_SESSION['asked']['nonce'],
            'code_challenge' => PKCE::generateCodeChallenge($verifier),
            'code_challenge_method' => 'S256',
        ])), true, 302);
        break;

    case '/callback':
        $asked = $_SESSION['asked'] ?? null;
        unset($_SESSION['asked']);
        if ($asked === null || ($_GET['state'] ?? '') !== $asked['state']) {
            json(['error' => 'another state'], 401);
            break;
        }
        $given = tokens($authentication->codeExchange($_GET['code'] ?? '', codeVerifier: $asked['verifier']));
        if ($given === null) {
            json(['error' => 'no tokens'], 401);
            break;
        }
        try {
            $token = new Token($configuration, $given['id_token'], Token::TYPE_ID_TOKEN);
            $token->verify(tokenJwksUri: getenv('ISSUER') . '.well-known/jwks.json');
            $token->validate(tokenIssuer: getenv('ISSUER'), tokenNonce: $asked['nonce']);
        } catch (InvalidTokenException $error) {
            json(['error' => $error->getMessage()], 401);
            break;
        }
        $_SESSION['user'] = array_intersect_key($token->toArray(), ['sub' => true, 'email' => true]);
        keep($given);
        header('Location: /', true, 302);
        break;

    case '/':
        json($_SESSION['user'] ?? [], isset($_SESSION['user']) ? 200 : 401);
        break;

    case '/api':
        $bearer = ['Authorization' => 'Bearer ' . $_SESSION['access_token']];
        $answer = (new Client(['http_errors' => false]))->get(getenv('API'), ['headers' => $bearer]);
        json(json_decode((string) $answer->getBody(), true), $answer->getStatusCode());
        break;

    case '/refresh':
        $given = tokens($authentication->refreshToken($_SESSION['refresh_token']));
        if ($given !== null) {
            keep($given);
        }
        json([], $given === null ? 401 : 200);
        break;

    case '/logout':
        session_destroy();
        header('Location: ' . here($authentication->getLogoutLink(getenv('ORIGIN') . '/bye')), true, 302);
        break;

    case '/bye':
        json([]);
        break;

    default:
        json([], 404);
}
