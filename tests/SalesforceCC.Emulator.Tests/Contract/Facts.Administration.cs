namespace SalesforceCC.Emulator.Tests.Contract;

/// <content>List views, permissions, licences.</content>
internal static partial class Facts
{
    private static Fact[] Administration =>
    [
        new("List views of an object", """
            GET /sobjects/Account/listviews -> 200 {"done":true,"listviews":["#each",{"describeUrl":"#path","developerName":"#text","id":"#id","label":"#text","resultsUrl":"#path","soqlCompatible":"#bool","url":"#path"}],"nextRecordsUrl":null,"size":"#int","sobjectType":"Account"}
            """),
        new("A list view tells its query and its columns", """
            GET /sobjects/Account/listviews -> 200 {"listviews":["#some",{"describeUrl":"#path=describe","developerName":"AllAccounts","resultsUrl":"#path=results","#more":true}],"#more":true}
            """, """
            GET {describe} -> 200 {"columns":["#some",{"ascendingLabel":"#text","descendingLabel":"#text","fieldNameOrPath":"Name","hidden":false,"label":"#text","selectListItem":"Name","sortable":true,"type":"string","#more":true}],"query":"#/^SELECT .* FROM Account/","#more":true}
            """, """
            GET {results}?limit=1 -> 200 {"columns":["#some",{"fieldNameOrPath":"Id","hidden":true,"#more":true}],"records":[{"columns":["#some",{"fieldNameOrPath":"CreatedDate","value":"#/^[A-Z][a-z]{2} [A-Z][a-z]{2} [0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT [0-9]{4}$/"}]}],"size":1,"#more":true}
            """),
        new("A profile has a permission set of its own", """
            QUERY SELECT Name, Label, ProfileId FROM PermissionSet WHERE IsOwnedByProfile = true LIMIT 1 -> 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"PermissionSet","url":"#path"},"Name":"#/^X00e/","Label":"#text","ProfileId":"#id"}]}
            """),
        new("Permissions are those of the user's permission sets",
            "QUERY SELECT PermissionSet.Name, PermissionSet.IsOwnedByProfile, Assignee.Username FROM PermissionSetAssignment -> 200",
            "QUERY SELECT SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete, PermissionsViewAllRecords, PermissionsModifyAllRecords FROM ObjectPermissions -> 200",
            "QUERY SELECT Profile.PermissionsApiEnabled, Profile.PermissionsApiUserOnly, Profile.UserLicense.Name FROM User -> 200"),
        new("Secrets can be staged since version 65", """
            GET /apps/oauth/usage -> 200 {"apps":["#each",{"identifier":"#/^0xI/=app","#more":true}],"#more":true}
            """, """
            GET /apps/oauth/credentials/{app} -> 200 {"consumers":["#each",{"id":"#text","key":"#text","name":"#text","stagedCredentialsUrl":"#path","url":"#path"}],"#more":true}
            """, """
            GET /services/data/v64.0/apps/oauth/credentials/{app} -> 200 {"consumers":["#each",{"stagedCredentialsUrl":null,"#more":true}],"#more":true}
            """),
    ];
}
