namespace SalesforceCC;

/// <summary>placeholder</summary>
public class SfException : Exception
{
}
