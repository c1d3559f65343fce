using System.Security.Cryptography;
using System.Text;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>Which app sent a request, and whether it knows its secret.</summary>
internal sealed class ClientCheck(AppRegistry apps)
{
    public ConnectedApp Run(OAuthRequest request)
    {
        ConnectedApp app = apps.Find(request.ClientId) ?? throw OAuthError.UnknownClient();
        if (!app.Installed)
            throw OAuthError.NotInstalled();
        byte[] given = Encoding.UTF8.GetBytes(request.ClientSecret ?? "");
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(app.ConsumerSecret)))
            throw OAuthError.WrongSecret();
        return app;
    }
}
