# frozen_string_literal: true

# omniauth-openid-connect in a Rack application: discovery, the code flow, the ID token verified.
require 'json'
require 'omniauth'
require 'omniauth_openid_connect'
require 'rack'
require 'securerandom'

issuer = ENV.fetch('ISSUER')
origin = URI(ENV.fetch('ORIGIN'))
client_id = ENV.fetch('CLIENT_ID')
# The server is on this machine and has no certificate.
SWD.url_builder = URI::HTTP
OpenIDConnect.logger = Logger.new(File::NULL)
OmniAuth.config.allowed_request_methods = [:get]
OmniAuth.config.silence_get_warning = true

json = ->(status, value) { [status, { 'Content-Type' => 'application/json' }, [JSON.generate(value)]] }
redirect = ->(to) { [302, { 'Location' => to.to_s }, []] }

application = Rack::Builder.new do
  use Rack::Session::Cookie, secret: SecureRandom.hex(64)
  use OmniAuth::Builder do
    provider :openid_connect,
             issuer: issuer,
             discovery: true,
             scope: %i[openid profile email offline_access read:appointments],
             extra_authorize_params: { audience: ENV.fetch('AUDIENCE') },
             request_path: '/login',
             callback_path: '/callback',
             client_options: {
               identifier: client_id,
               secret: ENV.fetch('CLIENT_SECRET'),
               redirect_uri: "#{origin}/callback"
             }
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
    else json[401, env['omniauth.error'].to_s]
    end
  end)
end

Rack::Handler::WEBrick.run(application, Host: '127.0.0.1', Port: origin.port, AccessLog: [])
