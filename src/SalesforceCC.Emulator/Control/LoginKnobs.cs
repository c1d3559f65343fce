using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Control;

/// <summary>What users log in with.</summary>
internal sealed class LoginKnobs(UserDirectory users)
{
    public Answer SetLogin(Call call)
    {
        string id = users.Get(call.Values["id"]).Id;
        users.SetLogin(id, ControlJson.Merge(users.LoginOf(id), ControlJson.ReadObject(call)));
        return Answer.Empty(204);
    }
}
