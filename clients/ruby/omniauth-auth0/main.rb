# frozen_string_literal: true

# omniauth-auth0 in a Rack application, as Auth0's quickstart has it: the code flow, the ID token verified by the
# certificate (x5c) of the key set.
require 'json'
require 'net/http'
require 'omniauth-auth0'
require 'rack'
require 'securerandom'

issuer = ENV.fetch('ISSUER')
origin = URI(ENV.fetch('ORIGIN'))
client_id = ENV.fetch('CLIENT_ID')
OmniAuth.config.allowed_request_methods = [:get]
OmniAuth.config.silence_get_warning = true

json = ->(status, value) { [status, { 'content-type' => 'application/json' }, [JSON.generate(value)]] }
redirect = ->(to) { [302, { 'location' => to.to_s }, []] }

application = Rack::Builder.new do
  use Rack::Session::Cookie, secret: SecureRandom.hex(64)
  use OmniAuth::Builder do
    provider :auth0, client_id, ENV.fetch('CLIENT_SECRET'), issuer.chomp('/'),
             request_path: '/login',
             callback_path: '/callback',
             authorize_params: {
               scope: 'openid profile email offline_access read:appointments',
               audience: ENV.fetch('AUDIENCE')
             },
             # It sends another redirect_uri to /oauth/token, with the code in its query (RFC 6749 §4.1.3).
             token_params: { redirect_uri: "#{origin}/callback" }
  end

  run(lambda do |env|
    session = env['rack.session']
    case env['PATH_INFO']
    when '/callback'
      auth = env['omniauth.auth']
      session['user'] = { sub: auth.uid, email: auth.info.email }
      session['access_token'] = auth.credentials.token
      redirect['/']
    when '/' then session['user'] ? json[200, session['user']] : json[401, {}]
    when '/api'
      bearer = { 'Authorization' => "Bearer #{session['access_token']}" }
      answer = Net::HTTP.get_response(URI(ENV.fetch('API')), bearer)
      json[answer.code.to_i, JSON.parse(answer.body)]
    when '/logout'
      session.clear
      leave = { client_id: client_id, returnTo: "#{origin}/bye" }
      redirect["#{issuer}v2/logout?#{URI.encode_www_form(leave)}"]
    when '/bye' then json[200, {}]
    else json[401, { error: env['QUERY_STRING'] }]
    end
  end)
end

Rack::Handler::WEBrick.run(application, Host: '127.0.0.1', Port: origin.port, AccessLog: [])
