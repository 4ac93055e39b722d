/**
 * A `tacit.yaml` with nearly every field that there is; `##SECRET##` is a secret of 32 characters.
 */

/** Every kind, and fields of every shape; described-records.ts makes records with any field. */
export const WHOLE_FILE = `
rollouts:
  - { feature: api_authorization, region: us, stage: percent, percent: 100 }
  - { feature: api_authorization, region: eu, stage: on }
tenants:
  - name: acme
    region: us
    domain: login.acme.example
    settings:
      policy: oidc
      default_audience: urn:acme:api
      forbid_token_response_type: true
      allowed_logout_urls: [https://acme.example/]
      idle_session_lifetime: 1
      session_lifetime: 2
      preview_features: [api_authorization]
      dynamic_registration: initial_access_token
      friendly_name: Acme
      branding:
        logo_url: https://acme.example/logo.svg
        favicon_url: https://acme.example/favicon.ico
        primary_color: "#3b45b5"
        page_background_color: "#FFFFFF"
        page_background_url: https://acme.example/background.jpg
        terms_url: https://acme.example/terms
        privacy_url: https://acme.example/privacy
      mail_from: Acme <no-reply@acme.example>
      sign_up: true
      unsafe_sign_up_at_once: true
      login_methods: [password, passkey]
      identifier_first: true
      connections: [{ name: corp, display_name: Corp, strategy: oidc, domains: [corp.example] }]
      password_min_length: 12
      password_history: 3
      password_dictionary: [acme]
      breached_passwords_url: https://ranges.example/range/
      second_factor: always
      second_factors: [otp]
      remember_device_days: 0
      unsafe_skip_consent_on_localhost: true
    resourceServers:
      - identifier: urn:acme:api
        name: Api
        scopes: [{ value: "read:a", description: "Read ##_##GIVEN##_##" }, { value: b }]
        signing_alg: ES256
        token_dialect: access_token
        enforce_policies: true
        allow_offline_access: false
        token_lifetime: 600
        token_lifetime_for_web: 300
        skip_consent_for_verifiable_first_party_clients: true
      - { identifier: urn:acme:plain, name: Plain, token_lifetime: 60 }
    clients:
      - client_id: whole
        name: Whole
        app_type: native
        is_first_party: false
        oidc_conformant: false
        callbacks: [https://rp.example/cb, com.example.app:/cb]
        grant_types: [authorization_code, implicit, refresh_token, client_credentials]
        response_types: [code, id_token]
        web_origins: [https://rp.example]
        allowed_origins: [https://rp.example]
        allowed_logout_urls: [https://rp.example/out]
        jwt_configuration: { alg: EdDSA, lifetime_in_seconds: 60 }
        userinfo_signed_response_alg: RS256
        logo_uri: https://rp.example/logo.svg
        client_uri: https://rp.example/
        policy_uri: https://rp.example/policy
        tos_uri: https://rp.example/tos
        contacts: [somebody@rp.example]
        software_id: whole-rp
        software_version: "1.0"
        initiate_login_uri: https://rp.example/login
        token_endpoint_auth_method: client_secret_jwt
        client_secret: "##SECRET##"
        token_endpoint_auth_signing_alg: HS256
        jwks: { keys: [{ kty: EC, crv: P-256, x: x, y: y }] }
        request_object_signing_alg: RS256
        request_uris: [https://rp.example/request]
        default_max_age: 60
        default_acr_values: [urn:acr]
        frontchannel_logout_uri: https://rp.example/front
        oidc_logout: { backchannel_logout_urls: [https://rp.example/back] }
        subject_type: pairwise
        sector_identifier_uri: https://rp.example/sector
        resource_server_identifier: urn:acme:api
        second_factor: never
        refresh_token: { token_lifetime: 600, idle_token_lifetime: 300, leeway: 5 }
      - client_id: keys
        token_endpoint_auth_method: private_key_jwt
        jwks_uri: https://rp.example/jwks
      - client_id: secret
        name: Whole
        client_secret: "##SECRET##"
        refresh_token:
          rotation_type: rotating
          expiration_type: non-expiring
          infinite_token_lifetime: true
          infinite_idle_token_lifetime: true
          policies:
            - { audience: urn:acme:api, scope: ["read:a"] }
            - { audience: urn:acme:plain, scope: [] }
      - { client_id: "##_##GIVEN##_##", name: "null" }
    clientGrants:
      - { client_id: whole, audience: urn:acme:api, scope: ["read:a"] }
      - { client_id: whole, audience: urn:acme:plain }
    roles:
      - id: rol_whole
        name: "##_##GIVEN##_##"
        description: "null"
        permissions: [{ resource_server_identifier: urn:acme:api, permission_name: "read:a" }]
      - { name: Plain }
    logStreams:
      - id: lst_whole
        name: "##_##GIVEN##_##"
        type: http
        status: paused
        filters: [{ type: category, name: auth.login.fail }]
        pii_config: { log_fields: [email], method: hash }
        sink: { httpEndpoint: "https://siem.acme.example/logs", httpAuthorization: brought }
        startFrom: "2026-01-31T00:00:00Z"
    users:
      - user_id: auth0|whole
        roles: [rol_whole, Plain, "tacit:support"]
        permissions: [{ resource_server_identifier: urn:acme:api, permission_name: b }]
        email: Whole@Acme.example
        email_verified: true
        password: brought
        blocked: true
        name: "##_##GIVEN##_##"
        given_name: "yes"
        family_name: "007"
        middle_name: "~"
        nickname: "a: b"
        preferred_username: " whole "
        profile: https://acme.example/whole
        picture: https://acme.example/whole.png
        website: http://acme.example/
        gender: "-"
        birthdate: "1985-01-02"
        zoneinfo: Europe/Paris
        locale: pt
        updated_at: 0
        phone_number: "+351 1"
        phone_number_verified: false
        address:
          formatted: "a\\nb\\n"
          street_address: "1 Rua\\n"
          locality: Lisboa
          region: L
          postal_code: "1000"
          country: PT
      - { user_id: "auth0|without-address" }
  - { name: empty, region: eu }
`;
