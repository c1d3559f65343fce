namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>Tokens.</content>
internal static partial class Facts
{
    private static Fact[] Login =>
    [
        new("A token's answer has its members in their order, and must not be kept", """
            POST /services/oauth2/token [Authorization: -] grant_type=client_credentials&client_id={key}&client_secret={secret} -> 200 [Content-Type: application/json;charset=UTF-8] [Cache-Control: no-cache,must-revalidate,max-age=0,no-store,private] {"access_token":"#/^00D[0-9A-Za-z]{12}!/","signature":"#/=$/","token_format":"opaque","scope":"#text","instance_url":"{origin}","id":"#/\/id\/00D[0-9A-Za-z]{15}\/005[0-9A-Za-z]{15}$/","token_type":"Bearer","issued_at":"#/^[0-9]{13}$/","api_instance_url":"https://api.salesforce.com"}
            """),
        new("Key and secret may come by HTTP Basic", "POST /services/oauth2/token [Authorization: Basic {basic}] grant_type=client_credentials -> 200"),
        new("A refusal must not be kept either, and names error and description", """
            POST /services/oauth2/token [Authorization: -] grant_type=client_credentials&client_id={key}&client_secret=wrong -> 400 [Cache-Control: no-store] {"error":"invalid_client","error_description":"invalid client credentials"}
            """),
        new("An introspection has its members in their order; times are seconds", """
            POST /services/oauth2/introspect [Authorization: -] token={token}&token_type_hint=access_token&client_id={key}&client_secret={secret} -> 200 {"active":true,"scope":"#text","client_id":"{key}","username":"#/@/","sub":"#/\/id\/{org}\/005/","token_type":"access_token","exp":"#int","iat":"#int","nbf":"#int"}
            """),
        new("Nobody introspects without the secret",
            "POST /services/oauth2/introspect [Authorization: -] token={token}&client_id={key} -> 400",
            "POST /services/oauth2/introspect [Authorization: Basic {basic}] token={token} -> 200"),
        new("A token that is none cannot be revoked", "POST /services/oauth2/revoke [Authorization: -] token=nonsense -> 400"),
        new("Discovery names where to introspect, to revoke and to find the keys",
            """GET /.well-known/openid-configuration [Authorization: -] -> 200 {"introspection_endpoint":"{origin}/services/oauth2/introspect","#more":true}""",
            """GET /.well-known/openid-configuration [Authorization: -] -> 200 {"revocation_endpoint":"{origin}/services/oauth2/revoke","#more":true}""",
            """GET /.well-known/openid-configuration [Authorization: -] -> 200 {"jwks_uri":"{origin}/id/keys","#more":true}"""),
    ];
}
