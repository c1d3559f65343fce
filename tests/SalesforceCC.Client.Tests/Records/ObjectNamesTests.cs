using System.Text;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

public class ObjectNamesTests
{
    [Theory]
    [InlineData("Account", true)]
    [InlineData("azAZ09_", true)]
    [InlineData("_", true)]
    [InlineData("Z", true)]
    [InlineData("ns__Thing__c", true)]
    [InlineData("", false)]
    [InlineData("0a", false)]
    [InlineData("9", false)]
    [InlineData("A/B", false)]
    [InlineData("A:B", false)]
    [InlineData("A@B", false)]
    [InlineData("A[B", false)]
    [InlineData("A`B", false)]
    [InlineData("A{B", false)]
    [InlineData("A B", false)]
    [InlineData("Café", false)]
    public void A_name_that_a_type_can_bear_is_kept(string name, bool isKept) =>
        Assert.Equal(isKept ? name : "Record", ObjectNames.Of(Encoding.UTF8.GetBytes(name), []));

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_name_has_a_longest(int length, bool isKept)
    {
        string name = new('a', length);
        Assert.Equal(isKept ? name : "Record", ObjectNames.Of(Encoding.UTF8.GetBytes(name), []));
    }

    [Theory]
    [InlineData("Location", "latitude,longitude")]
    [InlineData("Location", "longitude,latitude")]
    [InlineData("Address", "street,latitude,longitude")]
    [InlineData("Address", "city,country,geocodeAccuracy,latitude,longitude,postalCode,state,street")]
    [InlineData("Record", "latitude,longitude,x")]
    [InlineData("Record", "latitude,x")]
    [InlineData("Record", "x,longitude")]
    [InlineData("Record", "street,latitude")]
    [InlineData("Record", "street,longitude")]
    [InlineData("Record", "street")]
    [InlineData("Record", "Latitude,Longitude")]
    [InlineData("Record", "")]
    public void A_compound_value_is_known_by_its_fields(string name, string fields) =>
        Assert.Equal(name, ObjectNames.Of(null, fields.Split(',', StringSplitOptions.RemoveEmptyEntries)));
}
